import { sessions, tokens } from './access.ts';
import { account } from './account.ts';
import type { Deed } from './deed.ts';
import { display } from './display.ts';
import { duplicates } from './duplicates.ts';
import { exports } from './exports.ts';
import { links } from './links.ts';
import { people } from './people.ts';
import { searches } from './searches.ts';

/** Every form that posts to /actions/<area>/<deed>. */
const areas: Readonly<Record<string, Readonly<Record<string, Deed>>>> = {
  account,
  display,
  duplicates,
  exports,
  links,
  people,
  searches,
  sessions,
  tokens,
};

/** The deed of an address, if there is one. */
export const deedOf = (area: string, name: string): Deed | undefined => {
  const deeds = Object.hasOwn(areas, area) ? areas[area] : undefined;
  return deeds && Object.hasOwn(deeds, name) ? deeds[name] : undefined;
};
