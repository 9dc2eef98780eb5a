import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createProbe } from './probe.ts';

const credentials = async () => ({ accessKeyId: 'AKID', secretAccessKey: 'secret', sessionToken: 'token' });
const url = 'https://a1.execute-api.ap-northeast-1.amazonaws.com/__probe/web';

describe('a probe', () => {
  it('signs for the gateway with the credentials of the moment, and answers its status', async () => {
    const asked: [string, RequestInit][] = [];
    const fetch = (async (at: string, init: RequestInit) => {
      asked.push([at, init]);
      return new Response('fine', { status: 503 });
    }) as unknown as typeof globalThis.fetch;
    expect(await createProbe({ region: 'ap-northeast-1', credentials, fetch })(url)).toBe(503);
    const [at, init] = asked[0] ?? [];
    expect([at, init?.redirect]).toEqual([url, 'manual']);
    expect(init?.headers).toMatchObject({
      'x-amz-security-token': 'token',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/ap-northeast-1\/execute-api\/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}$/,
      ),
    });
  });

  it('signs what the gateway will compute', async () => {
    let sent: Record<string, string> = {};
    const fetch = (async (_: string, init: RequestInit) => {
      sent = init.headers as Record<string, string>;
      return new Response();
    }) as unknown as typeof globalThis.fetch;
    await createProbe({ region: 'ap-northeast-1', credentials, fetch })(url);
    const names = ['host', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'];
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const keyed = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
    const canonical = [
      'GET',
      '/__probe/web',
      '',
      ...names.map((name) => `${name}:${sent[name]}`),
      '',
      names.join(';'),
      sha256(''),
    ].join('\n');
    const time = sent['x-amz-date'] ?? '';
    const scope = [time.slice(0, 8), 'ap-northeast-1', 'execute-api', 'aws4_request'];
    const key = scope.reduce<string | Buffer>(keyed, 'AWS4secret');
    const signature = keyed(key, ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(canonical)].join('\n'));
    expect(sent.authorization).toMatch(new RegExp(`Signature=${signature.toString('hex')}$`));
  });

  it('answers nothing when nobody is there', async () => {
    const fetch = (async () => {
      throw new TypeError('fetch failed');
    }) as unknown as typeof globalThis.fetch;
    expect(await createProbe({ region: 'ap-northeast-1', credentials, fetch })(url)).toBeNull();
  });
});
