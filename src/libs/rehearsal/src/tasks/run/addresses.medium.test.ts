import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { createAddresses } from './addresses.ts';

it('gives an address whose port another process holds to nobody', async () => {
  const first = await createAddresses('same').take([3000]);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(3000, first, resolve));
  const second = await createAddresses('same').take([3000]);
  await new Promise((resolve) => server.close(resolve));
  expect(second).not.toBe(first);
});

it('gives each address once, between 127.0.16.1 and 127.0.255.254', async () => {
  const addresses = createAddresses('many');
  const taken = new Set<string>();
  for (let count = 0; count < 600; count++) taken.add(await addresses.take([]));
  expect(taken.size).toBe(600);
  for (const address of taken) {
    const [, , third = 0, fourth = 0] = address.split('.').map(Number);
    expect(third >= 16 && third <= 255 && fourth >= 1 && fourth <= 254).toBe(true);
  }
});
