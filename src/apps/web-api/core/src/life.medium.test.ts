import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { paths } from '@bookmark-manager/contract';
import { until } from '@bookmark-manager/serving/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, signUp, type TestApi } from './testing.ts';

let testApi: TestApi;
beforeAll(async () => {
  testApi = await createTestApi();
});
afterAll(() => testApi[Symbol.asyncDispose]());

const html = '<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF="https://slow.test/">S</A></DL>';

/** An import whose body comes in two halves, the second when it is told to. */
const slowImport = (url: string, cookie: string) => {
  const sent = request(`${url}${paths.import}`, {
    method: 'POST',
    headers: { 'content-type': 'text/html', 'content-length': html.length, cookie },
  });
  const answer = new Promise<{ status: number; text: string }>((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', async (response) =>
      resolve({ status: response.statusCode ?? 0, text: (await response.toArray()).join('') }),
    );
  });
  sent.write(html.slice(0, 50));
  return { answer, finish: () => sent.end(html.slice(50)) };
};

describe('the image', () => {
  it('brings the certificate authorities of RDS in Tokyo, none of which ends in the next decades', () => {
    const texts = readFileSync(join(testApi.folder, 'rds-ca.pem'), 'utf8').match(
      /-----BEGIN[\s\S]+?END CERTIFICATE-----/g,
    );
    const authorities = (texts ?? []).map((text) => new X509Certificate(text));
    expect(authorities).toHaveLength(3);
    for (const { subject, ca, validTo } of authorities) {
      expect([subject.includes('RDS ap-northeast-1 Root CA'), ca]).toEqual([true, true]);
      expect(new Date(validTo).getUTCFullYear()).toBeGreaterThan(2060);
    }
  });
});

describe('migrate.js', () => {
  it('ends with the name of the last migration', async () => {
    const { lines } = await testApi.migrated();
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ migration: expect.stringMatching(/^\d{14}_/) });
  });

  it('names the variable that is missing', async () => {
    await using migration = testApi.program('migrate.js', {});
    expect(await migration.exit).toBe(1);
    expect(migration.lines.join('')).toContain('DATABASE_ADMIN_URL is not set');
  });
});

describe('main.js', () => {
  it('names the variable that is missing, and no value', async () => {
    await using api = testApi.program('main.js', { DATABASE_URL: 'mysql://user:hidden@db/x' });
    expect(await api.exit).toBe(1);
    expect(api.lines.join('')).toContain('DATABASE_URL');
    expect(api.lines.join('')).not.toContain('hidden');
  });

  it('finishes the request in flight when it is told to stop, and ends with 0', async () => {
    await using api = await testApi.start((await testApi.migrated()).env);
    const slow = slowImport(api.url, (await signUp(api.url)).cookie);
    await until(60_000, async () => ((await fetch(`${api.url}/health`)).ok ? true : undefined));
    api.process.kill('SIGTERM');
    await until(60_000, async () => {
      const refused = await fetch(`${api.url}/health`).then(
        () => false,
        () => true,
      );
      return refused ? true : undefined;
    });
    slow.finish();
    expect(await slow.answer).toMatchObject({ status: 200, text: expect.stringContaining('"added":1') });
    expect(await api.exit).toBe(0);
  });

  it('goes on serving for the drain, and asks callers to connect anew', async () => {
    await using api = await testApi.start({ ...(await testApi.migrated()).env, DRAIN_SECONDS: '2' });
    const { ask } = await signUp(api.url);
    api.process.kill('SIGTERM');
    await until(60_000, () => api.lines.find((line) => line.includes('"draining"')));
    const answer = await ask(paths.bookmarks);
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
    expect(await api.exit).toBe(0);
  });

  it('keeps an idle connection longer than the load balancer does', async () => {
    await using api = await testApi.start((await testApi.migrated()).env);
    expect((await fetch(`${api.url}/health`)).headers.get('keep-alive')).toBe('timeout=75');
  });

  it('behind an HTTP API believes what that says of its callers, and nothing else', async () => {
    await using api = await testApi.start({ ...(await testApi.migrated()).env, FRONT_DOOR: 'http-api' });
    const signsUp = (email: string, headers: Record<string, string>) =>
      fetch(`${api.url}${paths.signUp}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ email, password: 'a long enough password', displayName: 'A' }),
      });
    const made = await signsUp('a@example.com', { 'x-forwarded-proto': 'https' });
    const told = await signsUp('b@example.com', { 'x-door-proto': 'https', 'x-door-host': 'b.test' });
    const seen = [made, told].map(({ status, headers }) => [
      status,
      headers.get('set-cookie')?.includes('; Secure'),
      headers.get('strict-transport-security'),
    ]);
    expect(seen).toEqual([
      [made.status, false, null],
      [made.status, true, 'max-age=31536000'],
    ]);
    expect([made.ok, made.headers.get('keep-alive')]).toEqual([true, 'timeout=360']);
  });

  it('connects anew after the database cut its connections', async () => {
    const { env, cut } = await testApi.migrated();
    await using api = await testApi.start(env);
    // One connection, whose loss is told once: a second one might still be found dead by the request below.
    await until(60_000, () => api.lines.find((line) => line.includes('database ready')));
    const { ask } = await signUp(api.url);
    await cut();
    await until(60_000, () => api.lines.find((line) => line.includes('database connection lost')));
    expect((await ask(paths.bookmarks)).status).toBe(200);
  });

  it('stays healthy and says that it is not ready while the database is away', async () => {
    await using api = await testApi.start({
      DATABASE_URL: 'postgresql://nobody:x@127.0.0.1:1/none',
      DRAIN_SECONDS: '0',
    });
    const statuses = await Promise.all(
      ['/health', paths.ready, paths.bookmarks].map(
        async (path) => (await fetch(`${api.url}${path}`, { headers: { authorization: 'Bearer x' } })).status,
      ),
    );
    expect(statuses).toEqual([200, 503, 503]);
  });
});

describe('health.js', () => {
  it('says yes to a service that answers and no to one that does not', async () => {
    await using api = await testApi.start((await testApi.migrated()).env);
    const { port } = new URL(api.url);
    await using well = testApi.program('health.js', { PORT: port });
    expect(await well.exit).toBe(0);
    await using away = testApi.program('health.js', { PORT: '1' });
    expect(await away.exit).toBe(1);
  });
});
