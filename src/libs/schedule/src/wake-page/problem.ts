import { sentenceIn } from './page.ts';
import { retryAfterS, type Visible } from './visible.ts';
import { WORDS } from './words.ts';

/** RFC 9457, for clients of the API. */
export function problemOf(shown: Visible, now: Date): string {
  const { condition, because, nextStart } = shown;
  return JSON.stringify({
    type: 'about:blank',
    title: TITLES[condition],
    status: 503,
    detail: sentenceIn('en', shown),
    condition,
    because: { code: because.code },
    nextStart: nextStart?.toISOString() ?? null,
    retryAfterSeconds: retryAfterS(shown, now),
  });
}

/** One line, for everything else. */
export function lineOf(shown: Visible): string {
  return `${WORDS.en.place}: ${sentenceIn('en', shown)}\n`;
}

/** What the waking page asks for every two seconds. Instants are ISO 8601 in Z. */
export function conditionJson({ condition, because, until, nextStart, progress }: Visible): string {
  return JSON.stringify({
    condition,
    because: { code: because.code },
    until: until?.toISOString() ?? null,
    nextStart: nextStart?.toISOString() ?? null,
    progress,
  });
}

const TITLES = {
  asleep: 'Asleep',
  'falling-asleep': 'Falling asleep',
  waking: 'Waking up',
  awake: 'Awake',
} satisfies Record<Visible['condition'], string>;
