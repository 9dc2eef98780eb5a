import { describe, expect, it, test } from 'vitest';
import { createBench } from './wake_testing.ts';

const press = (changes: { headers?: Record<string, string | undefined>; body?: string; httpMethod?: string } = {}) => ({
  httpMethod: changes.httpMethod ?? 'POST',
  path: '/_staging/wake',
  headers: Object.fromEntries(
    Object.entries({
      host: 'staging.example.com',
      origin: 'https://staging.example.com',
      'x-forwarded-proto': 'https',
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html',
      ...changes.headers,
    }).filter(([, value]) => value !== undefined),
  ),
  // As an ALB does with everything that it does not know to be text.
  body: Buffer.from(changes.body ?? 'back=%2Fbookmarks%3Fq%3D%25E6%25B8%25A9%26page%3D2').toString('base64'),
  isBase64Encoded: true,
});

describe('the button', () => {
  it('stores a lease of two hours, calls the scheduler, and leads back to what was asked for', async () => {
    const bench = createBench();
    const { statusCode, headers, body } = await bench.ask(press());
    expect([statusCode, headers.location, body]).toEqual([303, '/bookmarks?q=%E6%B8%A9&page=2', '']);
    expect(bench.leases()).toEqual([
      {
        condition: 'awake',
        from: '2026-12-01T15:00:00.000Z',
        until: '2026-12-01T17:00:00.000Z',
        by: 'a visitor',
        why: '',
        kind: 'button',
        madeAt: '2026-12-01T15:00:00.000Z',
      },
    ]);
    expect(bench.invocations).toEqual([{ type: 'Event', payload: { action: 'reconcile' } }]);
  });

  it('stores nothing where it is to be awake that long anyway', async () => {
    const bench = Object.assign(createBench(), { now: new Date('2026-12-01T02:00:00Z') });
    expect((await bench.ask(press())).statusCode).toBe(303);
    expect([bench.leases(), bench.invocations]).toEqual([[], []]);
  });

  it('leads back although the scheduler cannot be called: it looks each minute', async () => {
    const bench = Object.assign(createBench(), { status: new Error('no answer') });
    expect((await bench.ask(press())).statusCode).toBe(303);
    expect(bench.leases()).toHaveLength(1);
  });

  it('says that it did not work when the lease cannot be stored', async () => {
    const bench = createBench();
    bench.aws.failing.set('PutParameter', 'ThrottlingException');
    const { statusCode, headers, body } = await bench.ask(press());
    expect([statusCode, headers['retry-after']]).toEqual([503, '15']);
    expect(body).toContain('Please try again in a minute.');
  });

  test.each([
    '',
    'back=',
    'back=%2F%2Fevil.example',
    'back=https%3A%2F%2Fevil.example',
    'other=1',
    'back=%0d%0aset-cookie:x',
  ])('leads to the front with the body %j', async (body) => {
    expect((await createBench().ask(press({ body }))).headers.location).toBe('/');
  });
});

describe('who may press it', () => {
  const env = {
    HOSTS: '["Staging.example.com","lb-1.ap-northeast-1.elb.amazonaws.com"]',
    EXTRA_HOSTS: '["127.0.0.1:8080"]',
  };

  test.each([
    ['its own page', {}, 303],
    [
      'its own page by its other name',
      {
        host: 'lb-1.ap-northeast-1.elb.amazonaws.com',
        origin: 'http://lb-1.ap-northeast-1.elb.amazonaws.com',
        'x-forwarded-proto': 'http',
      },
      303,
    ],
    ['names in capitals', { host: 'STAGING.example.com', origin: 'https://STAGING.example.com' }, 303],
    [
      'a door of the rehearsal',
      { host: '127.0.0.1:8080', origin: 'http://127.0.0.1:8080', 'x-forwarded-proto': 'http' },
      303,
    ],
    ['the same door of an HTTPS listener', { host: '127.0.0.1:8080', origin: 'http://127.0.0.1:8080' }, 303],
    ['another site', { origin: 'https://evil.example' }, 403],
    ['another site that points its name here', { host: 'evil.example', origin: 'https://evil.example' }, 403],
    ['the same name without TLS', { origin: 'http://staging.example.com' }, 403],
    ['the same name at another port', { origin: 'https://staging.example.com:8443' }, 403],
    ['a door at another port', { host: '127.0.0.1:9999', origin: 'http://127.0.0.1:9999' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['a client that names none', { origin: undefined }, 403],
    ['a client that names no host', { host: undefined, origin: 'https://' }, 403],
    ['a fetch that sends JSON', { 'content-type': 'application/json' }, 403],
    ['a fetch that sends text', { 'content-type': 'text/plain' }, 403],
    ['a type that begins alike', { 'content-type': 'application/x-www-form-urlencoded-not' }, 403],
    ['a form with a charset', { 'content-type': 'Application/X-WWW-Form-URLEncoded; charset=UTF-8' }, 303],
  ])('%s: %j gets %i', async (_, headers, status) => {
    const bench = createBench({ env });
    const { statusCode, body } = await bench.ask(press({ headers }));
    expect(statusCode).toBe(status);
    expect(bench.leases()).toHaveLength(status === 303 ? 1 : 0);
    if (status === 403) expect(body).toContain("Only this environment's own page may wake it".replace("'", '&#39;'));
  });

  it('nobody where visitors wake nothing', async () => {
    const bench = createBench({ schedule: { wake_on_visit: 'off' } });
    const { statusCode, body } = await bench.ask(press());
    expect([statusCode, bench.leases(), bench.invocations]).toEqual([403, [], []]);
    expect(body).toContain('Visitors do not wake this environment.');
  });

  it('nobody by GET', async () => {
    const bench = createBench();
    const { statusCode, headers } = await bench.ask(press({ httpMethod: 'GET' }));
    expect([statusCode, headers.allow, bench.leases()]).toEqual([405, 'POST', []]);
  });
});

describe('through an HTTP API', () => {
  const asked = (headers: Record<string, string>, path = '/_staging/wake', method = 'POST') => ({
    version: '2.0',
    rawPath: path,
    rawQueryString: '',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', ...headers },
    requestContext: { http: { method } },
    body: Buffer.from('back=%2Fbookmarks').toString('base64'),
    isBase64Encoded: true,
  });
  const env = { HOSTS: '["a1.execute-api.ap-northeast-1.amazonaws.com"]', EXTRA_HOSTS: '["127.0.0.1:8443"]' };

  test.each([
    ['a1.execute-api.ap-northeast-1.amazonaws.com', 'https://a1.execute-api.ap-northeast-1.amazonaws.com', 303],
    ['127.0.0.1:8443', 'https://127.0.0.1:8443', 303],
    ['127.0.0.1:8443', 'http://127.0.0.1:8443', 403],
    ['a1.execute-api.ap-northeast-1.amazonaws.com', 'http://a1.execute-api.ap-northeast-1.amazonaws.com', 403],
    ['a1.execute-api.ap-northeast-1.amazonaws.com', 'https://evil.example', 403],
  ])('a page of %s pressed from %s gets %i: there is always TLS', async (host, origin, status) => {
    const bench = createBench({ env });
    const answer = await bench.ask(asked({ host, origin, 'x-forwarded-proto': 'http' }));
    expect([answer.statusCode, bench.leases().length]).toEqual([status, status === 303 ? 1 : 0]);
  });

  it('the answer has no line of status, which a gateway does not know', async () => {
    const answer = await createBench({ env }).ask(asked({ host: '127.0.0.1:8443' }, '/bookmarks', 'HEAD'));
    expect(Object.keys(answer).sort()).toEqual(['body', 'headers', 'isBase64Encoded', 'statusCode']);
    expect([answer.statusCode, answer.body]).toEqual([503, '']);
  });
});
