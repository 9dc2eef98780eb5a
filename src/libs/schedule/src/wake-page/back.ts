/** The folder of the wake function's own paths, which are never gone back to. */
const OWN = '/_staging';
const LONGEST = 2000;
/** Any origin does: a path must not leave it. */
const HERE = 'http://staging.invalid';

/** Where a visitor goes back to: a path of the environment with its query, or `/` for anything that could lead elsewhere. */
export function safeBack(asked: string): string {
  if (asked.length > LONGEST || !/^\/(?![/\\])[\x21-\x7e]*$/.test(asked)) return '/';
  const { origin, pathname } = new URL(asked, HERE);
  return origin === HERE && pathname !== OWN && !pathname.startsWith(`${OWN}/`) ? asked : '/';
}
