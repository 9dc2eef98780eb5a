import { existsSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeTunnel, effectOf } from './command-effects.ts';
import {
  COLUMNS,
  heading,
  lineOf,
  rows,
  rowsToType,
  rowsTypedAtTheEnd,
  rowsTypedFirst,
  specification,
} from './commands.ts';
import { type Ended, ROOT } from './programs.ts';
import { ensureRunning } from './rehearsal.ts';
import { openShell, type Shell } from './shell.ts';
import { commandsIn, hasCommand, withoutFolder } from './specification.ts';

describe('docs/commands.tsv', () => {
  it('has its six columns and numbers its rows in the order of the specification', () => {
    expect(heading).toEqual(COLUMNS);
    expect(rows.map(({ n }) => n)).toEqual(rows.map((_, index) => index + 1));
    expect(rows.map(({ line }) => line)).toEqual(rows.map(({ line }) => line).toSorted((one, other) => one - other));
    expect(rows.filter(({ typed, why }) => typed === '' || why.includes('\t'))).toEqual([]);
  });

  it('says of each command that it works, or how and why it is corrected, or why it is not here', () => {
    const isSound: Record<string, (corrected: boolean, why: boolean) => boolean> = {
      works: (corrected, why) => !corrected && !why,
      corrected: (corrected, why) => corrected && why,
      'not here': (corrected, why) => !corrected && why,
    };
    expect(rows.filter((row) => !isSound[row.verdict]?.(row.corrected !== '', row.why !== ''))).toEqual([]);
    expect(rows.filter(({ corrected, typed }) => corrected === typed)).toEqual([]);
  });

  it('quotes the specification word for word, and leaves none of its commands out', (context) => {
    if (!specification) return context.skip('the specification does not lie beside the repository');
    const text = specification;
    expect(rows.filter(({ line, typed }) => !hasCommand(text, line, withoutFolder(typed)))).toEqual([]);
    const known = new Set(rows.map(({ line, typed }) => `${line} ${withoutFolder(typed)}`));
    expect(commandsIn(text).filter((command) => !known.has(`${command.line} ${command.text}`))).toEqual([]);
  });

  it('leaves the plan to the first of all tests, and what else goes over all units to the long tier', () => {
    expect(rowsTypedFirst.map(lineOf)).toEqual([expect.stringMatching(/terragrunt run --all plan$/)]);
    expect(rowsToType.filter((row) => /destroy|run-all|run --all/.test(lineOf(row)))).toEqual([]);
    expect(rowsTypedAtTheEnd.map(lineOf)).toEqual(
      [/run --all apply/, /run --all init/, /run --all -- init -reconfigure/, /run --all destroy/].map((command) =>
        expect.stringMatching(command),
      ),
    );
  });
});

describe('typed after `eval "$(npx staging env)"`', () => {
  let type: Shell;
  beforeAll(async () => {
    await ensureRunning();
    type = await openShell();
  });
  afterAll(async () => {
    await closeTunnel();
    rmSync(join(ROOT, 'response.json'), { force: true });
    await type(
      'aws s3api delete-bucket --bucket bookmark-manager-terraform-state-$(aws sts get-caller-identity --query Account --output text)',
    );
  });

  for (const row of rowsToType) {
    const line = lineOf(row);
    it(`works (line ${row.line}): ${line}`, async (context) => {
      const [program = ''] = line.split(' ');
      if (program === 'psql' && !isOnPath(program)) return context.skip('psql is not on PATH');
      const look = await effectOf(line)();
      const shows = async (soFar: Ended) => {
        try {
          await look(soFar);
          return true;
        } catch {
          return false;
        }
      };
      const ended = await type(line, endless(line) ? { enough: shows, timeoutMs: 60_000 } : {});
      // A shell that Ctrl-C ends has no code, or this one.
      expect(endless(line) ? [null, 130, 0] : [0], ended.stderr.slice(-3000)).toContain(ended.code);
      await look(ended);
    });
  }
});

const endless = (line: string) => /--follow$|connect_to_aurora|prisma studio/.test(line);
const isOnPath = (program: string) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
