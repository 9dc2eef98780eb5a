import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { local, root } from '../setup/places.mjs';

const counts = { passed: 0, failed: 0 };
const failures = [];

export const total = () => counts;

/** What failed, each with the first lines of why: whoever sees only the end of the output sees this. */
export const inShort = () =>
  failures.map(({ what, why }) => `  ${what}\n${why.replaceAll(/^/gm, '      ')}`).join('\n');

/** Adds one result of something that is no vitest test. */
export function count(ok, what) {
  counts[ok ? 'passed' : 'failed'] += 1;
  if (!ok) failed(what, ['its own output above says why']);
}

function failed(what, messages) {
  failures.push({
    what,
    why: stripVTControlCharacters(messages.join('\n'))
      .split('\n')
      .filter((line) => !line.includes('/node_modules/'))
      .slice(0, 15)
      .join('\n'),
  });
}

/** One command that passes or fails as a whole. */
export async function step(title, [command, ...args], started = (child) => child) {
  const code = await run(title, command, args, {}, started);
  count(code === 0, title);
}

/** One vitest run; each of its tests counts, and so does a file that could not be loaded. `started` gets its process. */
export async function vitest(title, args, env = {}, started = (child) => child) {
  const file = join(local, 'results', `${title}.json`);
  const code = await run(
    title,
    'node_modules/.bin/vitest',
    ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile=${file}`],
    env,
    started,
  );
  if (!existsSync(file)) return count(false, `${title}: no report`);
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const unloaded = report.testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.length === 0,
  );
  const unwell = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map((test) => ({ name, ...test })),
  );
  counts.passed += report.numPassedTests;
  counts.failed += report.numFailedTests + unloaded.length;
  for (const { name, message } of unloaded) failed(`${title} · ${relative(root, name)}`, [message]);
  for (const { name, fullName, failureMessages } of unwell) {
    failed(`${title} · ${relative(root, name)} · ${fullName}`, failureMessages);
  }
  if (code !== 0 && unloaded.length + unwell.length === 0) count(false, `${title}: ended with ${code}`);
}

function run(title, command, args, env = {}, started = (child) => child) {
  const took = stopwatch();
  process.stdout.write(`\n── ${title}\n`);
  return new Promise((resolve) => {
    const PATH = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PATH, ...env },
    });
    child.on('error', () => resolve(127));
    if (child.pid !== undefined) started(child);
    child.on('close', (code) => {
      process.stdout.write(`── ${title}: ${code === 0 ? 'passed' : 'failed'} after ${took()}\n`);
      resolve(code ?? 1);
    });
  });
}

/** Since now, in words: the seconds, and how many of the machine's cores were at work. */
export function stopwatch() {
  const began = performance.now();
  const workedBefore = workedS();
  return () => {
    const seconds = (performance.now() - began) / 1000;
    const cores = (workedS() - workedBefore) / seconds;
    return `${seconds.toFixed(0)} s (${cores.toFixed(1)} of ${cpus().length} cores)`;
  };
}

/** Seconds that all cores together have worked since the machine began; what a hypervisor took for others is not in it. */
function workedS() {
  return cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0) / 1000;
}
