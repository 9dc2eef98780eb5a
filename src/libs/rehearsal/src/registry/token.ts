import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const LASTS_MS = 12 * 60 * 60_000;

/** Passwords for the registry, as ECR's: each good for twelve hours. */
export interface Tokens {
  /** `AWS:<password>` in base64, and until when it is good. */
  issue(now: Date): { token: string; expiresAt: Date };
  /** Whether an `Authorization` header carries one that is good. */
  accepts(header: string | undefined, now: Date): boolean;
}

/** Those of an earlier run are good no more. */
export function createTokens(secret: Buffer = randomBytes(32)): Tokens {
  const sign = (until: string) => createHmac('sha256', secret).update(until).digest('hex');
  return {
    issue(now) {
      const expiresAt = new Date(now.getTime() + LASTS_MS);
      const until = String(expiresAt.getTime());
      return { token: Buffer.from(`AWS:${until}.${sign(until)}`).toString('base64'), expiresAt };
    },
    accepts(header, now) {
      const [, token] = /^Basic (\S+)$/i.exec(header ?? '') ?? [];
      const [user, password = ''] = Buffer.from(token ?? '', 'base64')
        .toString()
        .split(':');
      const [until = '', signature = ''] = password.split('.');
      const expected = Buffer.from(sign(until));
      const given = Buffer.from(signature);
      const genuine = given.length === expected.length && timingSafeEqual(given, expected);
      return user === 'AWS' && genuine && now.getTime() < Number(until);
    },
  };
}
