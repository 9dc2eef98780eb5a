import type { Keys } from '../signing/keys.ts';
import { type Claims, signToken } from '../signing/tokens.ts';

/** A session ends this long after it was last seen. */
export const sessionDays = 30;
const renewAfterHours = 6;

/** What a session's cookie holds. */
export const sessionToken = (keys: Keys, sessionId: string, now: Date): string =>
  signToken(keys, { sub: sessionId, exp: Math.floor(now.getTime() / 1000) + sessionDays * 86_400 });

/** Whether a cookie should be replaced: it is some hours old, or signed with a key that will not be accepted for long. */
export const isDue = (keys: Keys, token: string, claims: Claims, now: Date): boolean =>
  claims.exp - now.getTime() / 1000 < sessionDays * 86_400 - renewAfterHours * 3600 ||
  signToken(keys, claims) !== token;
