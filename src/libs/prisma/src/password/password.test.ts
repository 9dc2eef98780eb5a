import { argon2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashPassword, isOutdated, isPassword, nobodysHash } from './index.ts';

const kept = await hashPassword('ｃｏｒｒｅｃｔ horse');

describe('a password', () => {
  it('is kept as what every library of argon2id reads', () => {
    const [, memory, passes, parallelism, salt, hash] =
      /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(kept) ?? [];
    const again = argon2Sync('argon2id', {
      message: 'correct horse',
      nonce: Buffer.from(salt ?? '', 'base64'),
      memory: Number(memory),
      passes: Number(passes),
      parallelism: Number(parallelism),
      tagLength: 32,
    });
    expect(again.equals(Buffer.from(hash ?? '', 'base64'))).toBe(true);
  });

  it('is the same in other widths of its characters, and no other', async () => {
    expect(await isPassword('correct horse', kept)).toBe(true);
    expect(await isPassword('Correct horse', kept)).toBe(false);
    expect(await hashPassword('correct horse')).not.toBe(kept);
  });

  // RFC 9106, 5.3, has secret and associated data, which are not in the form that is kept: this one is from the reference implementation.
  it('of another program and cost is read, and known to be outdated', async () => {
    const foreign = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    expect(await isPassword('password', foreign)).toBe(true);
    expect([isOutdated(foreign), isOutdated(kept)]).toEqual([true, false]);
  });

  it.each(['', 'plain', '$argon2id$v=19$m=1,t=1$x$y', '$2b$10$abcdefghijklmnopqrstuv'])('is never %j', async (text) => {
    expect(await isPassword('', text)).toBe(false);
    expect(await isPassword(text, text)).toBe(false);
  });
});

it('where there is none, a hash of the same cost is compared with, and nothing is it', async () => {
  expect(isOutdated(nobodysHash)).toBe(false);
  expect(await isPassword('', nobodysHash)).toBe(false);
});
