/** The application's two users of the database take turns: one is logged in, the other gets a new password. */
export const twinOf = (user: string): string => (user.endsWith(TWIN) ? user.slice(0, -TWIN.length) : `${user}${TWIN}`);

const TWIN = '_b';

export const userOf = (url: string): string => decodeURIComponent(new URL(url).username);

/** The same database as the other user, with a password of its own. */
export function nextUrl(url: string, password: string): string {
  const next = new URL(url);
  next.username = encodeURIComponent(twinOf(userOf(url)));
  next.password = encodeURIComponent(password);
  return next.href;
}

/** How far a rotation has come, by the address of now and the one that is to be next. */
export type Stage = 'to begin' | 'to admit' | 'to retire';

/** `to admit`: the next user may not be able to log in yet. `to retire`: the tasks may still be logged in as the one before. */
export function stageOf(url: string, next: string): Stage {
  if (url === next) return 'to retire';
  // Whoever wrote another address meanwhile is not overwritten by what was made of the one before.
  return URL.canParse(next) && nextUrl(url, decodeURIComponent(new URL(next).password)) === next
    ? 'to admit'
    : 'to begin';
}
