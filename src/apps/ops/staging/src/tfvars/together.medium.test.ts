import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { fakeAws, fakeRehearsal, temporaryFolder } from '../testing.ts';
import { builtCommand, staging } from '../testing-command.ts';
import { whileLocked } from './lock.ts';

beforeAll(builtCommand);

/** Nothing is applied. */
const groups = {
  DescribeSecurityGroups: { xml: '<DescribeSecurityGroupsResponse/>' },
  GetFunctionConfiguration: { error: 'ResourceNotFoundException' },
};

it('Six people who change the allow-list at the same time lose nothing of each other', async () => {
  await using aws = await fakeAws(groups);
  const folder = fakeRehearsal(aws.endpoint);
  writeFileSync(join(folder, 'terraform.tfvars'), 'allowed_cidr_blocks = ["127.0.0.1/32", "198.51.100.99/32"]\n');
  const adding = [1, 2, 3, 4, 5].map((n) =>
    staging(['allow', 'add', `198.51.100.${n}`], { STAGING_REHEARSAL_DIR: folder }),
  );
  const removing = staging(['allow', 'remove', '198.51.100.99'], { STAGING_REHEARSAL_DIR: folder });
  const ended = await Promise.all([...adding, removing]);
  expect(
    ended.map(({ code }) => code),
    JSON.stringify(ended),
  ).toEqual([0, 0, 0, 0, 0, 0]);
  const text = readFileSync(join(folder, 'terraform.tfvars'), 'utf8');
  for (const n of [1, 2, 3, 4, 5]) expect(text).toContain(`198.51.100.${n}/32`);
  expect(text).not.toContain('198.51.100.99');
  expect(readdirSync(folder).filter((name) => name.startsWith('terraform.tfvars'))).toEqual(['terraform.tfvars']);
});

it('A lock whose process was killed keeps nobody; one that stands says whose it is, and how it is freed', async () => {
  const file = join(temporaryFolder(), 'terraform.tfvars');
  const lockedBy = (pid: number) =>
    writeFileSync(`${file}.lock`, JSON.stringify({ by: 'ann', machine: hostname(), pid }));
  lockedBy(2 ** 30);
  expect(await whileLocked(file, async () => 'edited')).toBe('edited');
  lockedBy(process.pid);
  const words = {
    message: expect.stringContaining(`ann on ${hostname()}, process ${process.pid}`),
    hint: expect.stringContaining(`remove ${file}.lock`),
  };
  await expect(whileLocked(file, async () => 'edited', 100)).rejects.toMatchObject(words);
});
