import { describe, expect, it } from 'vitest';
import { parseRunLine } from './run-line.ts';
import { recordedLines, recordedRun } from './testing.ts';

const esc = String.fromCharCode(27);

describe('a line of a run', () => {
  it('carries the message of Terraform and the unit that it belongs to', () => {
    const starts = recordedRun('apply').flatMap((line) =>
      line.kind === 'terraform' && line.message.type === 'apply_start'
        ? [[line.unit, line.message.hook.resource.addr]]
        : [],
    );
    expect(starts).toEqual([
      ['storage', 'aws_s3_bucket.assets'],
      ['network', 'aws_vpc.this'],
      ['network', 'aws_subnet.a[1]'],
      ['network', 'aws_subnet.a[0]'],
      ['compute', 'aws_security_group.app'],
    ]);
  });

  it('is never lost: each of a recorded run is read', () => {
    for (const line of recordedLines('first-plan'))
      if (!line.includes('"msg":"\\u001b')) expect(parseRunLine(line), line).toBeDefined();
  });

  it('keeps the values of outputs out', () => {
    expect(recordedLines('apply').join('\n')).toContain('vpc-b519094657c1b402e');
    const outputs = recordedRun('apply').filter((line) => line.kind === 'terraform' && line.message.type === 'outputs');
    expect(outputs.length).toBeGreaterThan(0);
    expect(JSON.stringify(outputs)).not.toContain('vpc-b519094657c1b402e');
  });

  it('has no unit when Terragrunt speaks for itself', () => {
    expect(recordedRun('apply')[0]).toMatchObject({ unit: undefined, kind: 'text', level: 'info' });
  });

  it.each([
    ['plain text', 'Succeeded    3', 'Succeeded    3'],
    ['colours', `${esc}[31mError:${esc}[0m no`, 'Error: no'],
    ['JSON of somebody else', '{"hello":1}', '{"hello":1}'],
    ['half a line', '{"t":"2026', '{"t":"2026'],
  ])('is text when it is %s', (_, line, text) => {
    expect(parseRunLine(line)).toEqual({ unit: undefined, kind: 'text', level: 'unknown', text });
  });

  it.each(['', '   ', `${esc}[0m${esc}[32m${esc}[0m`])('is nothing when it is empty (%j)', (line) => {
    expect(parseRunLine(line)).toBeUndefined();
  });
});
