import { STATUS_CODES } from 'node:http';
import { contentSecurityPolicy, type Language, type NoteKind, notePage } from '@bookmark-manager/schedule';

/** What a door expects of the function behind it. */
export type WakeAnswer = {
  statusCode: number;
  /** For an ALB alone. */
  statusDescription?: string;
  isBase64Encoded: false;
  headers: Record<string, string>;
  body: string;
};

type Headers = Readonly<Record<string, string>>;

const POLICY = contentSecurityPolicy();

/** An answer that nobody keeps, and that is nothing but what it says it is. */
export function reply(status: number, type: string, body: string, headers: Headers = {}): WakeAnswer {
  return {
    statusCode: status,
    statusDescription: `${status} ${STATUS_CODES[status] ?? ''}`.trim(),
    isBase64Encoded: false,
    headers: {
      'content-type': type,
      'cache-control': 'no-store',
      vary: 'accept, accept-language',
      'x-content-type-options': 'nosniff',
      // Not no-referrer: with that, browsers send the page's own form with "Origin: null", which is refused.
      'referrer-policy': 'same-origin',
      ...headers,
    },
    body,
  };
}

/** A page: it may do what its own style and script do, and be shown in no other one. */
export function pageReply(status: number, html: string, language: Language, headers: Headers = {}): WakeAnswer {
  const own = { 'content-language': language, 'content-security-policy': POLICY };
  return reply(status, 'text/html; charset=utf-8', html, { ...own, ...headers });
}

/** A page that says one thing. */
export function noteReply(
  status: number,
  kind: NoteKind,
  language: Language,
  more: { until?: Date; headers?: Headers } = {},
) {
  return pageReply(status, notePage(language, kind, more.until), language, more.headers);
}

/** Elsewhere, by GET. */
export function seeOther(path: string): WakeAnswer {
  return reply(303, 'text/plain; charset=utf-8', '', { location: path });
}

/** For a method that a path does not know. */
export function onlyBy(method: string): WakeAnswer {
  return reply(405, 'text/plain; charset=utf-8', `Only ${method} is answered here.\n`, { allow: method });
}
