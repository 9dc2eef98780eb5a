import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing.ts';
import { choosePorts } from './ports.ts';

/** A port that something listens on. */
async function busyPort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, [Symbol.asyncDispose]: async () => void server.close() };
}

/** Ports that were free a moment ago. */
async function freePorts() {
  await using one = await busyPort();
  await using other = await busyPort();
  await using third = await busyPort();
  return { relay: one.port, registry: other.port, door: third.port };
}

const remembered = (ports: object | string) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'ports.json'), typeof ports === 'string' ? ports : JSON.stringify(ports));
  return folder;
};

it('are those of last time', async () => {
  const last = await freePorts();
  expect(await choosePorts(remembered(last))).toEqual({ ports: last, taken: [] });
});

it('are others where those of last time are taken, says which, and are those of the next time', async () => {
  await using busy = await busyPort();
  const { relay, registry } = await freePorts();
  const folder = remembered({ relay, registry, door: busy.port });
  const { ports, taken } = await choosePorts(folder);
  expect(taken).toEqual([{ name: 'door', wanted: busy.port, got: ports.door }]);
  expect(ports).toEqual({ relay, registry, door: expect.any(Number) });
  expect(JSON.parse(readFileSync(join(folder, 'ports.json'), 'utf8'))).toEqual(ports);
});

it.each([
  ['cut', '{ "relay": '],
  ['of another form', '{ "relay": "4599", "door": 8080 }'],
  ['empty', ''],
  ['out of range', '{ "relay": 4599, "door": 99999999 }'],
])('are the usual ones, or free ones, when what is remembered is %s', async (_, text) => {
  const { ports, taken } = await choosePorts(remembered(text));
  for (const [name, usual] of [['relay', 4599] as const, ['registry', 4600] as const, ['door', 8080] as const])
    expect(taken.find((each) => each.name === name)?.wanted ?? ports[name]).toBe(usual);
});
