import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOptions } from './aws.ts';
import { callsWith, recordedCalls } from './calls.ts';
import { lineOf, rowsTypedFirst } from './commands.ts';
import { DIRECTORY, ensureRunning } from './rehearsal.ts';
import { openShell, type Shell } from './shell.ts';

const UNITS = ['compute', 'database', 'ecr', 'network', 'security', 'storage'];
/** Tells the calls of the plan from all others. */
const KEY = 'second-plan';
const plans = mkdtempSync(join(tmpdir(), 'plans-'));

let shell: Shell;
beforeAll(async () => {
  await ensureRunning();
  shell = await openShell();
});
afterAll(() => rmSync(plans, { recursive: true, force: true }));

describe('what was applied', () => {
  it.each(rowsTypedFirst.map(lineOf))(
    'is what a second plan finds: nothing to add, change or destroy in any of the six units (%s)',
    async (line) => {
      // The specification's own words; where the plans go and how the end is told are settings.
      const settings = `export AWS_ACCESS_KEY_ID=${KEY} TG_NON_INTERACTIVE=true TG_OUT_DIR=${plans} TF_CLI_ARGS_plan=-detailed-exitcode`;
      // 0: no changes in any unit; 2: some; 1: it failed.
      const { code, stdout, stderr } = await shell(`${settings}\n${line}`);
      expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/Succeeded\s+6\b/);
      expect(readdirSync(plans).sort()).toEqual(UNITS);
    },
  );

  it('is planned with no call that the policies of GitHub’s roles were not made of', async () => {
    const calls = await callsWith(KEY);
    const { plan, apply } = recordedCalls();
    expect(calls.length).toBeGreaterThan(50);
    expect(calls.filter((call) => !plan.includes(call) && !apply.includes(call))).toEqual([]);
  });

  it('leaves no secret in any state or plan, nor in any log', async () => {
    const secrets = await readSecrets();
    expect(secrets.map(({ value }) => value.length >= 20)).toEqual([true, true, true]);
    const files = [...['state', 'logs'].flatMap((folder) => filesBelow(join(DIRECTORY, folder))), ...filesBelow(plans)];
    expect(files.filter((file) => file.endsWith('.tfstate'))).toHaveLength(UNITS.length);
    expect(files.filter((file) => file.endsWith('.tfplan'))).toHaveLength(UNITS.length);
    const found = files.flatMap((file) =>
      secrets
        .filter(({ value }) => textsOf(file).some((text) => text.includes(value)))
        .map(({ name }) => ({ name, file })),
    );
    expect(found).toEqual([]);
  });
});

/** The two generated passwords and the key that signs sessions. */
async function readSecrets(): Promise<{ name: string; value: string }[]> {
  const ssm = new SSMClient(clientOptions());
  const read = async (name: string) => {
    const Name = `/bookmark-manager/staging/${name}`;
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
    return Parameter?.Value ?? '';
  };
  const password = async (name: string) => ({ name, value: new URL(await read(name)).password });
  return Promise.all([
    password('DATABASE_URL'),
    password('DATABASE_ADMIN_URL'),
    read('JWT_SECRET').then((value) => ({ name: 'JWT_SECRET', value })),
  ]);
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** A plan file is a zip of texts. */
function textsOf(file: string): string[] {
  const bytes = readFileSync(file);
  if (!file.endsWith('.tfplan')) return [bytes.toString('latin1')];
  return Object.values(unzipSync(bytes)).map((entry) => Buffer.from(entry).toString('latin1'));
}
