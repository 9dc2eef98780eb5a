import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Outcome, run } from './testing/run.ts';
import { repository, tool } from './testing/tools.ts';

const clean: Outcome = { code: 0, output: '' };
const folder = join(repository, '.github/workflows');
const workflows = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
/** Every match of a pattern, with the workflow that it is in. */
const all = (pattern: RegExp) =>
  workflows.flatMap(({ name, text }) => [...text.matchAll(pattern)].map((match) => ({ name, match })));

describe('The workflows', () => {
  it('hold nothing that actionlint finds, in their commands neither', async () => {
    const path = [dirname(tool('shellcheck')), process.env.PATH].join(':');
    expect(await run(tool('actionlint'), ['-no-color'], repository, { PATH: path })).toEqual(clean);
  });

  it('hold nothing that zizmor finds, at its strictest but one', async () => {
    const args = ['--offline', '--no-progress', '--quiet', '--persona=pedantic', '.github'];
    const { code, output } = await run(tool('zizmor'), args, repository);
    expect(code, output).toBe(0);
  });

  it('pin every action by its commit, and say which version that is', () => {
    const used = all(/uses: (\S+)(.*)/g);
    expect(used.length).toBeGreaterThan(15);
    const loose = used.filter(
      ({ match: [, action = '', comment = ''] }) => !PINNED.test(action) || !VERSION.test(comment),
    );
    expect(loose.map(({ match: [line] }) => line)).toEqual([]);
  });

  it('pin each action to one commit', () => {
    const commits = new Map<string, Set<string>>();
    for (const {
      match: [, action = '', commit = ''],
    } of all(/uses: ([^@\s]+)@(\w+)/g))
      commits.set(action, new Set([...(commits.get(action) ?? []), commit]));
    expect([...commits].filter(([, found]) => found.size > 1)).toEqual([]);
  });

  it('hold no secret, begin without any permission, and end some time', () => {
    expect(all(/\bsecrets\./g)).toEqual([]);
    for (const { name, text } of workflows) {
      expect([name, /^permissions: \{\}$/m.test(text)]).toEqual([name, true]);
      const jobs = text.match(/^ {4}runs-on:/gm)?.length;
      expect([name, text.match(/^ {4}timeout-minutes:/gm)?.length]).toEqual([name, jobs]);
    }
  });

  it('write to the account only in an environment, one at a time', () => {
    const writing = workflows.filter(({ text }) => text.includes('-github-apply'));
    expect(writing.map(({ name }) => name)).toEqual(['apply.yml', 'deploy.yml']);
    for (const { text } of writing) {
      expect(text).toMatch(/^ {4}environment: staging$/m);
      expect(text).toMatch(/^ {4}concurrency:\n {6}group: staging\n {6}cancel-in-progress: false$/m);
    }
  });

  it('read no secret where they only plan', () => {
    const planning = workflows.filter(({ text }) => text.includes('-github-plan'));
    expect(planning.map(({ name }) => name)).toEqual(['apply.yml', 'drift.yml', 'plan.yml']);
    for (const { text } of planning) expect(text).toContain('STAGING_WITHOUT_SECRETS: "true"');
  });
});

const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const VERSION = /^ # v\d+\.\d+\.\d+$/;

it('shellcheck finds nothing in any script', async () => {
  const scripts = readdirSync(join(repository, 'scripts')).filter((name) => name.endsWith('.sh'));
  const paths = ['.ci/run', ...scripts.map((name) => join('scripts', name))];
  expect(await run(tool('shellcheck'), paths, repository)).toEqual(clean);
});
