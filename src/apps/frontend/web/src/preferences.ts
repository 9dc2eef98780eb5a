/** Languages that a reader can choose; else the browser says which. */
export const languages = ['en', 'ja'] as const;

/** Themes that a reader can choose; else the browser says which. */
export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

type Preference = 'language' | 'theme';

const yearSeconds = 31_536_000;

/** The Set-Cookie header that keeps a choice for a year, or forgets it when it is none of those there are. */
export const preferenceCookie = (name: Preference, chosen: string, choices: readonly string[]): string =>
  choices.includes(chosen)
    ? `${name}=${chosen}; Path=/; Max-Age=${yearSeconds}; HttpOnly; SameSite=Lax`
    : `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`;

/** What a browser's cookies say that its reader chose. */
export const preferenceIn = <T extends string>(
  cookies: string | null,
  name: Preference,
  choices: readonly T[],
): T | undefined => {
  const value = new RegExp(`(?:^|;)\\s*${name}=([a-z]+)`).exec(cookies ?? '')?.[1];
  return choices.find((one) => one === value);
};
