import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { fakeRegistry } from '../images/testing.ts';
import type { RehearsalTarget } from '../target/target.ts';
import { fakeAws, fakeIo, temporaryFolder } from '../testing.ts';
import { stateText } from '../tfstate/testing.ts';
import { createScreen } from './screen.ts';
import { standUp } from './stand-up.ts';
import { fakeClone, fakeWatch, withTools } from './testing.ts';

const builds = 'setTimeout(() => undefined, 100);';
const buildsForEver = 'setInterval(() => undefined, 1000);';
const failsToBuild = "throw new Error('no such module');";

const terragrunt = (program: string) => `#!${process.execPath}
const { writeFileSync } = require('node:fs');
const report = process.argv[process.argv.indexOf('--report-file') + 1];
const at = '2026-12-01T00:00:00Z';
const succeed = () => writeFileSync(report, JSON.stringify([{ Name: 'network', Started: at, Ended: at, Result: 'succeeded' }]));
${program}`;
const applies = terragrunt('setTimeout(succeed, 1500);');
const failsToApply = terragrunt("console.error('Error: no credentials'); process.exit(1);");

type Standing = { build: string; apply: string; files?: Record<string, string>; endAfterMs?: number };

/** Stands up a clone of one unit whose builds and Terragrunt are these programs. */
async function standing({ build, apply, files = {}, endAfterMs }: Standing) {
  const config = fakeClone();
  withTools(config, apply);
  config.write('infra/terraform/envs/staging/network/terragrunt.hcl', '');
  for (const each of ['frontend/web', 'web-api/core']) config.write(`src/apps/${each}/scripts/build-image.ts`, build);
  for (const [path, text] of Object.entries(files)) config.write(`.rehearsal/${path}`, text);
  await using registry = await fakeRegistry();
  await using aws = await fakeAws({
    ...registry.answers,
    GetParameters: { json: { Parameters: [] } },
    PutParameter: { json: {} },
  });
  const io = { ...fakeIo(), ...(endAfterMs ? { signal: AbortSignal.timeout(endAfterMs) } : {}) };
  const { environment } = config;
  const { clientOptions } = aws;
  const target = { kind: 'rehearsal', environment, clientOptions, tfvars: '' } as RehearsalTarget;
  const options = {
    context: { config, io },
    screen: createScreen(io),
  };
  const infrastructure = { context: options.context, target, ...fakeWatch() };
  const began = performance.now();
  const outcome = await standUp(options, new SSMClient(aws.clientOptions), infrastructure).catch(
    (error: unknown) => error,
  );
  const seconds = (performance.now() - began) / 1000;
  return {
    outcome,
    seconds,
    said: io.stderr.join('\n'),
    applied: existsSync(join(config.rehearsalDirectory, 'applied')),
  };
}

describe('images and infrastructure', () => {
  it('are made side by side', async () => {
    const begun = JSON.stringify(join(temporaryFolder(), 'begun'));
    const build = `require('node:fs').writeFileSync(${begun}, '');`;
    const waits = `setInterval(() => { if (require('node:fs').existsSync(${begun})) { succeed(); process.exit(0); } }, 20);`;
    const { outcome, said, applied } = await standing({ build, apply: terragrunt(waits) });
    expect(outcome).toMatchObject({ built: expect.arrayContaining(['web', 'api']) });
    expect(said).toMatch(/✓ Images .* built/);
    expect(said).toMatch(/✓ Infrastructure {2}six units applied \(lean\)/);
    expect(applied).toBe(true);
  });

  it('are not applied again when they were', async () => {
    const state = stateText();
    const files = { applied: '', 'state/network/terraform.tfstate': state };
    const { outcome, said } = await standing({ build: builds, apply: failsToApply, files });
    expect(outcome).toMatchObject({ images: { web: { migration: null } } });
    expect(said).not.toContain('Infrastructure');
  });

  it('end the builds when the apply failed, and say why it did', async () => {
    const { outcome, said, seconds, applied } = await standing({ build: buildsForEver, apply: failsToApply });
    expect(outcome).toMatchObject({
      name: 'StagingError',
      message: expect.stringMatching(/failed \(apply\)[\s\S]*no credentials/),
    });
    expect(said).toContain('✗ Infrastructure');
    expect(said).not.toContain('Images');
    expect([seconds < 10, applied]).toEqual([true, false]);
  });

  it('go on at the next start when the user ends them', async () => {
    const waits = terragrunt("process.on('SIGINT', () => process.exit(0)); setInterval(() => undefined, 1000);");
    const { outcome, said, applied } = await standing({ build: buildsForEver, apply: waits, endAfterMs: 1500 });
    expect(outcome).toMatchObject({ exitCode: 130, hint: 'npm start goes on from here.' });
    expect([said, applied]).toEqual([expect.not.stringContaining('✗'), false]);
  });

  it('let the apply end when a build failed, and say why it did', async () => {
    const { outcome, said, applied } = await standing({ build: failsToBuild, apply: applies });
    expect(outcome).toMatchObject({ message: expect.stringMatching(/could not be built:\n {2}Error: no such module/) });
    expect(said).toMatch(
      /✗ Images .*\n {2}! Images .* could not be built: … the rest is said when[\s\S]*✓ Infrastructure/,
    );
    expect(applied).toBe(true);
  });
});
