import { beforeAll, describe, expect, it } from 'vitest';
import { callsWith, recordedCalls } from './calls.ts';
import { refusingSecrets } from './refusing.ts';
import { ensureRunning } from './rehearsal.ts';
import { openShell, type Shell } from './shell.ts';

const KEY = 'planner';

let shell: Shell;
beforeAll(async () => {
  await ensureRunning();
  shell = await openShell();
});

/** As the role that plans pull requests does it: see docs/decisions/0026. Only this unit has anything to do with secrets. */
describe('a plan of the database', () => {
  const plan = async (url: string, more: string) => {
    const variables = `AWS_ENDPOINT_URL=${url} AWS_ACCESS_KEY_ID=${KEY} TF_CLI_ARGS_plan=-lock=false ${more}`;
    return shell(`${variables} terragrunt plan --non-interactive -- -detailed-exitcode`, {
      cwd: 'infra/terraform/envs/staging/database',
    });
  };

  it('finds nothing to change where every secret is refused, and reads what stands in their place', async () => {
    await using api = await refusingSecrets(/\/bookmark-manager\/staging\/no-secret$/);
    const { code, stderr } = await plan(api.url, 'STAGING_WITHOUT_SECRETS=true');
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    expect(new Set(api.read).size).toBe(1);
  });

  it('calls nothing that the role was not given', async () => {
    const calls = await callsWith(KEY);
    expect(calls).toContain('ssm:GetParameter');
    expect(calls.filter((call) => !recordedCalls().plan.includes(call))).toEqual([]);
  });
});
