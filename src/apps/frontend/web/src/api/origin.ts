/** The API's address. Asked for at each call: Next.js evaluates modules while it builds, when nobody knows it. */
export const apiOrigin = (env: Readonly<Record<string, string | undefined>>): string =>
  env.API_ORIGIN ?? 'http://127.0.0.1:3001';
