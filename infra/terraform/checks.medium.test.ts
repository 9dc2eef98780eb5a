import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Outcome, run } from './testing/run.ts';
import { repository, tool } from './testing/tools.ts';

const here = join(repository, 'infra/terraform');
const modules = ['ecr', 'network', 'security', 'storage', 'database', 'compute'];
/** Modules are initialised in a copy: the working tree stays as it is. */
const copy = mkdtempSync(join(tmpdir(), 'infra-checks-'));
const clean: Outcome = { code: 0, output: '' };
const minutes = 60_000;

beforeAll(async () => {
  expect(await run(process.execPath, ['scripts/build_lambdas.mjs'], repository)).toMatchObject({ code: 0 });
  for (const folder of ['modules', 'testing']) cpSync(join(here, folder), join(copy, folder), { recursive: true });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('Terragrunt', () => {
  const terragrunt = (...args: string[]) =>
    run(tool('terragrunt'), args, join(here, 'envs'), { TG_DOWNLOAD_DIR: join(copy, 'cache') });

  it('would format no unit differently', async () => {
    expect(await terragrunt('hcl', 'fmt', '--check', '--diff', '--log-level', 'error')).toEqual(clean);
  });

  it('reads every unit', async () => {
    expect(await terragrunt('hcl', 'validate', '--log-level', 'error')).toMatchObject({ code: 0 });
  });

  it('finds the dependencies that the specification draws', async () => {
    const { output } = await terragrunt('find', '--json', '--dependencies', '--log-level', 'error');
    const units: { path: string; dependencies?: string[] }[] = JSON.parse(output);
    expect(Object.fromEntries(units.map(({ path, dependencies }) => [path, [...(dependencies ?? [])].sort()]))).toEqual(
      {
        'staging/ecr': [],
        'staging/network': [],
        'staging/storage': [],
        'staging/security': ['staging/network'],
        'staging/database': ['staging/network', 'staging/security'],
        'staging/compute': ['staging/ecr', 'staging/network', 'staging/security'],
      },
    );
  });
});

describe('Terraform', () => {
  it('would format no file differently', async () => {
    expect(await run(tool('terraform'), ['fmt', '-check', '-diff', '-recursive'], here)).toEqual(clean);
  });

  describe.concurrent.each(modules)('in the module %s', (module) => {
    const terraform = async (...args: string[]) => {
      await initialised(module);
      return run(tool('terraform'), args, join(copy, 'modules', module));
    };

    // It validates the module first, as `terraform validate` does.
    it('finds nothing wrong and sees every promise kept', { timeout: 5 * minutes }, async ({ expect }) => {
      const { code, output } = await terraform('test', '-no-color');
      expect(code, output).toBe(0);
      expect(output).toMatch(/Success! [1-9]\d* passed, 0 failed/);
    });
  });
});

describe('The checkers', () => {
  it('checkov finds what .checkov.yaml skips, and nothing else', { timeout: 2 * minutes }, async () => {
    const args = [
      '--directory',
      'modules',
      '--framework',
      'terraform',
      '--skip-download',
      '--compact',
      '--output',
      'json',
    ];
    const { output } = await run(tool('checkov'), args, copy);
    const report: { results: { failed_checks: { check_id: string }[] } } = JSON.parse(
      output.slice(output.indexOf('{')),
    );
    const failed = new Set(report.results.failed_checks.map(({ check_id }) => check_id));
    expect([...failed].sort()).toEqual([...skips().keys()].sort());
  });

  it('hadolint finds nothing in the Dockerfiles', { timeout: minutes }, async () => {
    const files = ['src/apps/frontend/web/Dockerfile', 'src/apps/web-api/core/Dockerfile'];
    expect(await run(tool('hadolint'), files, repository)).toEqual(clean);
  });

  it('checkov is told the reason of every skip', () => {
    expect([...skips()].filter(([, reason]) => reason.length < 20).map(([check]) => check)).toEqual([]);
  });
});

const initialisations = new Map<string, Promise<void>>();

/** A module's copy with its provider, made ready once. */
function initialised(module: string): Promise<void> {
  const initialise = async () => {
    const args = ['init', '-backend=false', '-input=false', '-no-color'];
    const { code, output } = await run(tool('terraform'), args, join(copy, 'modules', module));
    if (code !== 0) throw new Error(output);
  };
  const begun = initialisations.get(module) ?? initialise();
  initialisations.set(module, begun);
  return begun;
}

/** The skipped checks; the reason stands behind the check, or in the comment that begins its paragraph. */
function skips(): Map<string, string> {
  const found = new Map<string, string>();
  let paragraph = '';
  for (const line of readFileSync(join(here, '.checkov.yaml'), 'utf8').split('\n')) {
    const [, check, reason] = /^\s+- (CKV2?_\w+)\s*(?:#\s*(.*))?$/.exec(line) ?? [];
    if (check !== undefined) found.set(check, [paragraph, reason ?? ''].join(' '));
    else paragraph = /^\s+# (.*)$/.exec(line)?.[1] ?? '';
  }
  return found;
}
