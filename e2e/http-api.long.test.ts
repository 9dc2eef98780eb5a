import { rmSync } from 'node:fs';
import https from 'node:https';
import { importSchema, paths, uploadSchema } from '@bookmark-manager/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pushChanged } from './images.ts';
import { DIRECTORY, endRehearsal, ensureRunning, staging } from './rehearsal.ts';
import { openShell, type Shell } from './shell.ts';
import { type Somebody, signedIn } from './somebody.ts';
import { traffic } from './traffic.ts';
import { until } from './until.ts';

let door: string;
let me: Somebody;
let shell: Shell;
beforeAll(async () => {
  // What stood there before has another door, and another database.
  await endRehearsal();
  rmSync(DIRECTORY, { recursive: true, force: true });
  process.env.STAGING_SHAPE = 'minimal';
  door = (await ensureRunning()).door;
  me = await signedIn(door);
  shell = await openShell();
});
afterAll(async () => {
  delete process.env.STAGING_SHAPE;
  await endRehearsal();
  rmSync(DIRECTORY, { recursive: true, force: true });
});

/** What the gateway itself says is JSON; the application and the wake page answer a browser in HTML. */
const isNotTheGateways = ({ status, headers }: Response) =>
  status < 500 || !headers.get('content-type')?.startsWith('application/json');
const MIX = ['/health', paths.bookmarks, paths.health, '/health', paths.bookmarks];

describe('an environment whose door is an HTTP API', () => {
  it('is served by HTTPS, and has browsers keep to it', async () => {
    const page = await me.ask('/');
    expect([new URL(door).protocol, page.status, page.headers.get('strict-transport-security')]).toEqual([
      'https:',
      200,
      'max-age=31536000',
    ]);
    const signIn = await fetch(door + paths.signIn, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'http', 'x-door-proto': 'http' },
      body: JSON.stringify({ email: 'tester@example.com', password: 'only the tests know it' }),
    });
    expect(signIn.headers.get('set-cookie')).toContain('; Secure;');
  });

  it.each(['/', '/api/v1/bookmarks', '/health/api', '/__probe/web'])(
    'refuses %s to an address that is not on the list, and to everybody what is only the scheduler’s',
    async (path) => {
      const status = (localAddress: string) =>
        new Promise((resolve, reject) =>
          https
            .get(door + path, { localAddress, agent: false }, (answer) => resolve(answer.resume().statusCode))
            .on('error', reject),
        );
      expect(await status('127.0.0.2')).toBe(403);
      if (path.startsWith('/__probe')) expect(await status('127.0.0.1')).toBe(403);
    },
  );

  it('imports a file that is too large for it by way of the bucket', async () => {
    const rows = Array.from({ length: 560 }, (_, index) => ({
      url: `https://large.test/${index}`,
      title: 't',
      notes: 'n'.repeat(20_000),
    }));
    const file = new Blob([JSON.stringify({ bookmarks: rows })]);
    const through = new FormData();
    through.set('file', file);
    expect((await me.ask(paths.imports, { method: 'POST', body: through })).status).toBe(413);
    const asked = await me.ask(paths.uploads, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ bytes: file.size }),
    });
    const { id, url, fields } = uploadSchema.parse(await asked.json());
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', file);
    const sent = await fetch(url, { method: 'POST', body: form, headers: { origin: door } });
    expect([sent.status, sent.headers.get('access-control-allow-origin')]).toEqual([204, expect.anything()]);
    const started = importSchema.parse(await (await me.ask(`${paths.uploads}/${id}`, { method: 'POST' })).json());
    await until(
      'it is imported',
      async () => importSchema.parse(await (await me.ask(`${paths.imports}/${started.id}`)).json()).state === 'done',
      { deadlineMs: 120_000 },
    );
  });

  it.each(['web', 'api'] as const)(
    'has an image of %s deployed at 20 requests a second, and none fails',
    { timeout: 900_000 },
    async (service) => {
      const digest = await pushChanged(shell, service, { files: { 'app/changed': `behind a gateway: ${service}` } });
      const requests = traffic(door, MIX, 20, { headers: me.headers });
      const { code, stderr } = await staging('deploy', service, '--image', digest);
      expect(code, stderr).toBe(0);
      // For as long as the gateway may still ask the old one.
      await new Promise((resolve) => setTimeout(resolve, 100_000));
      const { failures } = await requests.end();
      expect(failures).toEqual([]);
    },
  );

  it('falls asleep and wakes, and nobody is answered by the gateway itself', { timeout: 900_000 }, async () => {
    const requests = traffic(door, ['/'], 5, { headers: { accept: 'text/html' }, isGood: isNotTheGateways });
    const statusIs = (condition: string) => async () =>
      JSON.parse((await staging('status', '--json')).stdout).condition === condition;
    await staging('stop', '--for', '2h');
    await until('it sleeps', statusIs('asleep'), { deadlineMs: 400_000 });
    await staging('start', '--for', '2h');
    await until('it is awake', statusIs('awake'), { deadlineMs: 400_000 });
    expect((await requests.end()).failures).toEqual([]);
  });
});
