import type { IncomingMessage, ServerResponse } from 'node:http';
import { sessionCookie, sessionDays, sessionRenewHours } from '@bookmark-manager/contract/limits';
import { paths } from '@bookmark-manager/contract/paths';
import { exchange } from '../api/exchange.ts';
import { sessionOf } from './caller.ts';

/**
 * A page cannot set a cookie once it is being rendered, and only the API makes sessions. So a reader whose cookie has some hours behind it
 * is shown to the API before the page, and gets what that answers. When it is away the page says so.
 */
export const renewSession = async (
  request: IncomingMessage,
  response: ServerResponse,
  origin: string,
): Promise<void> => {
  const session = sessionOf(request.headers.cookie);
  if (request.method !== 'GET' || session === undefined || !isDue(session, Date.now())) return;
  const proto = String(request.headers['x-forwarded-proto'] ?? 'http');
  try {
    const { headers } = await exchange(new URL(paths.me, origin), {
      method: 'GET',
      headers: {
        cookie: `${sessionCookie}=${session}`,
        'x-request-id': String(request.headers['x-request-id']),
        'x-forwarded-proto': proto,
        'x-door-proto': proto,
      },
      deadlineMs: 2_000,
    });
    for (const cookie of headers['set-cookie'] ?? []) response.appendHeader('set-cookie', cookie);
  } catch {
    // the page asks too, and says what is wrong
  }
};

/** Whether a session's cookie says of itself that it is some hours old. Whoever makes one up gets one question to the API for it. */
export const isDue = (session: string, nowMs: number): boolean => {
  try {
    const { exp } = JSON.parse(Buffer.from(session.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const leftMs = exp * 1000 - nowMs;
    return leftMs > 0 && leftMs < sessionDays * 86_400_000 - sessionRenewHours * 3_600_000;
  } catch {
    return false;
  }
};
