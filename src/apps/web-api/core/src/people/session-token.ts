import { sessionDays, sessionRenewHours } from '@bookmark-manager/contract';
import type { Keys } from '../signing/keys.ts';
import { type Claims, signToken } from '../signing/tokens.ts';

/** What a session's cookie holds. */
export const sessionToken = (keys: Keys, sessionId: string, now: Date): string =>
  signToken(keys, { sub: sessionId, exp: Math.floor(now.getTime() / 1000) + sessionDays * 86_400 });

/** Whether a cookie should be replaced: it is some hours old, or signed with a key that will not be accepted for long. */
export const isDue = (keys: Keys, token: string, claims: Claims, now: Date): boolean =>
  claims.exp - now.getTime() / 1000 < sessionDays * 86_400 - sessionRenewHours * 3600 ||
  signToken(keys, claims) !== token;
