import { z } from 'zod';
import { shownOnceCookie } from './forgetting.ts';
import { publicOrigin } from './public-origin.ts';

/** How long it may take from the form's answer to its page, in seconds. */
const maxAgeSeconds = 60;

const shownSchema = z.object({ what: z.string().max(200), values: z.array(z.string().max(500)).max(5) });

/** Something that is shown this once: what it is for, and the secret values. */
export type Shown = z.infer<typeof shownSchema>;

/**
 * The Set-Cookie header that carries a secret from a form's answer to one page. It stands in no address, where histories and logs would keep
 * it; no script can read it; it goes to that page alone, and the front has the browser forget it with the page's answer.
 */
export const carrying = (page: string, shown: Shown, headers: Headers): string => {
  const value = Buffer.from(JSON.stringify(shown)).toString('base64url');
  const secure = publicOrigin(headers).startsWith('https:') ? '; Secure' : '';
  return `${shownOnceCookie}=${value}; Path=${page}; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict${secure}`;
};

/** What a request brings to be shown. */
export const shownIn = (cookies: string | null | undefined): Shown | undefined => {
  const value = new RegExp(`(?:^|;)\\s*${shownOnceCookie}=([\\w-]+)`).exec(cookies ?? '')?.[1];
  if (value === undefined) return undefined;
  try {
    return shownSchema.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
};
