import { describe, expect, it } from 'vitest';
import { parsePlan } from './plan.ts';
import { isClean, summarise } from './summary.ts';
import { recorded } from './testing.ts';

const summaryOf = (file: string) => summarise(parsePlan(recorded(file)));

describe('the summary of a plan', () => {
  it('lists what a first plan adds, and says that nothing was ever applied', () => {
    expect(summaryOf('first-plan.json')).toEqual({
      add: ['aws_subnet.a[0]', 'aws_subnet.a[1]', 'aws_vpc.this'],
      change: [],
      remove: [],
      outputs: ['vpc_id'],
      fresh: true,
    });
  });

  it('names a replacement among what is removed, with its reason', () => {
    expect(summaryOf('replace-plan.json')).toEqual({
      add: ['aws_security_group.app'],
      change: [],
      remove: [
        {
          address: 'aws_security_group.app',
          type: 'aws_security_group',
          replaced: true,
          why: 'it cannot be changed in place',
        },
      ],
      outputs: [],
      fresh: false,
    });
  });

  it('is clean when nothing would be altered', () => {
    expect(isClean(summaryOf('clean-plan.json'))).toBe(true);
    expect(summaryOf('clean-plan.json').fresh).toBe(false);
  });

  it('is not clean when only an output changes, since other units read it', () => {
    const plan = parsePlan(recorded('clean-plan.json'));
    const changed = { ...plan, output_changes: { vpc_id: { actions: ['update' as const] } } };
    expect(isClean(summarise(changed))).toBe(false);
  });
});

describe('a plan', () => {
  it('keeps the references that the configuration makes', () => {
    const { configuration } = parsePlan(recorded('first-plan.json'));
    const subnet = configuration?.root_module?.resources?.find(({ address }) => address === 'aws_subnet.a');
    expect(subnet?.expressions).toMatchObject({ vpc_id: { references: ['aws_vpc.this.id', 'aws_vpc.this'] } });
  });

  it.each([
    ['a state', '{"format_version":"1.0","terraform_version":"1.11.4","values":{},"resource_changes":{}}'],
    ['another format', '{"format_version":"2.0","terraform_version":"2.0.0","resource_changes":[]}'],
    ['no JSON', 'Error: no'],
  ])('is not made of %s', (_, text) => {
    expect(() => parsePlan(text)).toThrow();
  });
});
