import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fakeIo, temporaryFolder } from '../testing.ts';
import { addAddresses, removeAddress } from './allow-list.ts';

const FILE = 'allowed_cidr_blocks = [\n  "203.0.113.10/32", # office\n]\n';

async function world(text?: string, applied: string[] = []) {
  const file = join(temporaryFolder(), 'terraform.tfvars');
  if (text !== undefined) await writeFile(file, text);
  const io = fakeIo();
  return {
    change: { file, applied, io, dryRun: false, rehearsal: false },
    io,
    file,
    text: () => readFile(file, 'utf8'),
  };
}

describe('adding', () => {
  it('makes the file when there is none', async () => {
    const { change, text, file } = await world();
    await addAddresses({ ...change, additions: ['198.51.100.20'], why: 'home' });
    expect(await text()).toBe('allowed_cidr_blocks = [\n  "198.51.100.20/32", # home\n]\n');
    expect(await readdir(dirname(file))).toEqual(['terraform.tfvars']);
  });

  it('keeps what is applied, whoever wrote that', async () => {
    const { change, text, io } = await world(FILE, ['203.0.113.10/32', '192.0.2.1/32']);
    await addAddresses({ ...change, additions: ['198.51.100.20/32'] });
    expect(await text()).toBe(FILE.replace(']', '  "198.51.100.20/32",\n  "192.0.2.1/32", # applied\n]'));
    expect(io.stdout).toEqual(['+ 198.51.100.20/32', '+ 192.0.2.1/32']);
  });

  it('writes nothing in a dry run', async () => {
    const { change, text, io } = await world(FILE);
    await addAddresses({ ...change, dryRun: true, additions: ['198.51.100.20'] });
    expect(await text()).toBe(FILE);
    expect(io.stdout.join('\n')).toContain('"198.51.100.20/32"');
  });

  it.each(['0.0.0.0/0', 'office', '10.0.0.1/8'])('refuses %s as bad usage and leaves the file', async (address) => {
    const { change, text } = await world(FILE);
    await expect(addAddresses({ ...change, additions: [address] })).rejects.toMatchObject({ exitCode: 2 });
    expect(await text()).toBe(FILE);
  });

  it('tells the line of a broken file, and leaves it', async () => {
    const broken = 'allowed_cidr_blocks = [\n  "203.0.113.10/32"\n  "198.51.100.20/32"\n]\n';
    const { change, text, file } = await world(broken);
    await expect(addAddresses({ ...change, additions: ['192.0.2.1'] })).rejects.toMatchObject({
      message: `${file}, line 3: a comma is missing before 198.51.100.20/32.`,
      exitCode: 1,
    });
    expect(await text()).toBe(broken);
  });
});

describe('removing', () => {
  it('takes an address out although it is applied', async () => {
    const { change, text } = await world(FILE, ['203.0.113.10/32', '192.0.2.1/32']);
    await removeAddress({ ...change, addresses: ['203.0.113.10'] });
    expect(await text()).toBe('allowed_cidr_blocks = [\n  "192.0.2.1/32", # applied\n]\n');
  });

  it('refuses to lock everybody out', async () => {
    const { change, text } = await world(FILE);
    await expect(removeAddress({ ...change, addresses: ['203.0.113.10'] })).rejects.toMatchObject({
      message: 'That would let nobody in.',
    });
    expect(await text()).toBe(FILE);
  });

  it('keeps this machine in the rehearsal', async () => {
    const { change } = await world(FILE, ['127.0.0.1/32']);
    await expect(removeAddress({ ...change, rehearsal: true, addresses: ['127.0.0.1'] })).rejects.toMatchObject({
      exitCode: 1,
    });
  });

  it('says so when the address is not on the list', async () => {
    const { change } = await world(FILE);
    await expect(removeAddress({ ...change, addresses: ['192.0.2.9'] })).rejects.toMatchObject({
      message: expect.stringContaining('not on the allow-list'),
    });
  });
});
