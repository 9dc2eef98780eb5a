import { describe, expect, it } from 'vitest';
import { Passwords } from './passwords.ts';

describe('many at once', () => {
  it('wait for each other, and who would wait too long is told to come again', async () => {
    const passwords = new Passwords();
    const all = await Promise.allSettled(Array.from({ length: 22 }, () => passwords.matches('x', undefined)));
    const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toMatchObject([
      { code: 'too-many-requests', retryAfterSeconds: 5 },
      { code: 'too-many-requests', retryAfterSeconds: 5 },
    ]);
    expect(await passwords.matches('x', undefined)).toBe(false);
  });
});
