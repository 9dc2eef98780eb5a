import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing.ts';
import { writeEnvFile } from './env-file.ts';

const URL = 'postgresql://dbadmin:secret@localhost:5432/bookmarkdb';
const mark = (pid: number) => `# Written by \`staging db connect\` (process ${pid}); removed when its tunnel closes.`;

describe('.env.staging', () => {
  it('is there while the tunnel is open, for nobody else to read', async () => {
    const root = temporaryFolder();
    const file = await writeEnvFile({ root }, URL);
    expect(readFileSync(file.path, 'utf8')).toBe(`${mark(process.pid)}\nDATABASE_URL="${URL}"\n`);
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
    await file[Symbol.asyncDispose]();
    expect(existsSync(file.path)).toBe(false);
  });

  it.each([
    ["a person's own", 'DATABASE_URL="mine"\n', false, 'it is your own file'],
    ["another tunnel's", `${mark(4711)}\n`, true, 'another tunnel (process 4711) has written it'],
  ])('that is %s is left as it is, then and afterwards', async (_, text, isAlive, left) => {
    const root = temporaryFolder();
    writeFileSync(join(root, '.env.staging'), text);
    const file = await writeEnvFile({ root }, URL, () => isAlive);
    expect(file.left).toBe(left);
    await file[Symbol.asyncDispose]();
    expect(readFileSync(file.path, 'utf8')).toBe(text);
  });

  it('that a killed command has left behind is replaced', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, '.env.staging'), `${mark(4711)}\nDATABASE_URL="old"\n`, { mode: 0o600 });
    await using file = await writeEnvFile({ root }, URL, () => false);
    expect(readFileSync(file.path, 'utf8')).toContain(URL);
  });

  it('that somebody has changed meanwhile is not removed', async () => {
    const root = temporaryFolder();
    const file = await writeEnvFile({ root }, URL);
    writeFileSync(file.path, 'DATABASE_URL="mine"\n');
    await file[Symbol.asyncDispose]();
    expect(existsSync(file.path)).toBe(true);
  });
});
