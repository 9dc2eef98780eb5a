import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing.ts';
import { allowListOf } from '../tfvars/file.ts';
import { writeTfvars } from './tfvars.ts';

async function written(before?: string): Promise<{ text: string; list: string[] }> {
  const folder = temporaryFolder();
  if (before !== undefined) writeFileSync(join(folder, 'terraform.tfvars'), before);
  const file = await writeTfvars(folder);
  const text = readFileSync(file, 'utf8');
  return { text, list: allowListOf(text, file) };
}

describe("the rehearsal's allow-list", () => {
  it('lets this machine in', async () => {
    const { text, list } = await written();
    expect(list).toEqual(['127.0.0.1/32']);
    expect(text).toMatch(/^# The rehearsal's own allow-list/);
  });

  it('stays as somebody changed it', async () => {
    const text = 'allowed_cidr_blocks = ["127.0.0.1/32", "203.0.113.10/32"] # mine';
    expect((await written(text)).text).toBe(text);
  });

  it.each([
    ['on one line', 'allowed_cidr_blocks = ["203.0.113.10/32"]\n', ['203.0.113.10/32', '127.0.0.1/32']],
    ['that is empty', 'allowed_cidr_blocks = []\n', ['127.0.0.1/32']],
    ['that is not there', '# nothing yet\n', ['127.0.0.1/32']],
    ['of a file that is empty', '', ['127.0.0.1/32']],
    ['of many lines', 'allowed_cidr_blocks = [\n  "203.0.113.10/32" # home\n]\n', ['203.0.113.10/32', '127.0.0.1/32']],
  ])('gets this machine back into a list %s', async (_, before, list) => {
    expect((await written(before)).list).toEqual(list);
  });

  it.each([
    ['is not closed', 'allowed_cidr_blocks = [\n  "127.0.0.1/32"\n', /line 1: "\[" is not closed/],
    ['is no list', 'allowed_cidr_blocks = "127.0.0.1/32"\n', /line 1: .* should be a list/],
    ['lets everybody in', 'allowed_cidr_blocks = ["0.0.0.0/0"]\n', /"0\.0\.0\.0\/0" lets \(nearly\) everyone in/],
    ['holds what is no address', 'allowed_cidr_blocks = ["not-an-ip"]\n', /"not-an-ip" is no IPv4 range: write/],
    ['cannot be read at all', '\0\xff{{{', /line 1: this is not understood/],
  ])('that %s is told with what to do, and stays as it is', async (_, before, message) => {
    const folder = temporaryFolder();
    const file = join(folder, 'terraform.tfvars');
    writeFileSync(file, before);
    await expect(writeTfvars(folder)).rejects.toMatchObject({
      name: 'StagingError',
      message: expect.stringMatching(message),
      hint: `Correct ${file}, or delete it: one that lets this machine in is written at the next start.`,
      exitCode: 1,
    });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});
