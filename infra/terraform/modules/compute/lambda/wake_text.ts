/** What a visitor is told. `nextStart` is ISO 8601 in Z, null when waking or when none is planned. */
export type Told = { condition: 'asleep' | 'waking'; sentence: string; nextStart: string | null; retryAfterS: number };

const TITLE = 'Bookmark manager (staging)';

/** A page for browsers: nothing from outside, readable without JavaScript, and it looks again by itself. */
export function pageOf({ sentence, condition, retryAfterS }: Told): string {
  const again = condition === 'waking' ? `<meta http-equiv="refresh" content="${retryAfterS}">` : '';
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${again}
<title>${TITLE}</title>
<style>body{font:1.125rem/1.6 system-ui,sans-serif;max-width:36rem;margin:20vh auto;padding:0 1rem;color-scheme:light dark}</style></head>
<body><main><h1>${TITLE}</h1><p>${sentence}</p></main></body>
</html>
`;
}

/** RFC 9457, for clients of the API. */
export function problemOf({ condition, sentence, nextStart, retryAfterS }: Told): string {
  const title = condition === 'waking' ? 'Waking up' : 'Asleep';
  return JSON.stringify({
    type: 'about:blank',
    title,
    status: 503,
    detail: sentence,
    condition,
    nextStart,
    retryAfterSeconds: retryAfterS,
  });
}

/** One line, for everything else. */
export function textOf({ sentence }: Told): string {
  return `${TITLE}: ${sentence}\n`;
}
