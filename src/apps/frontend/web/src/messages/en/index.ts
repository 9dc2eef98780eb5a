import { account } from './account.ts';
import { broken } from './broken.ts';
import { common } from './common.ts';
import { display } from './display.ts';
import { duplicates } from './duplicates.ts';
import { exports } from './exports.ts';
import { imports } from './imports.ts';
import { install } from './install.ts';
import { list } from './list.ts';
import { notices } from './notices.ts';
import { offline } from './offline.ts';
import { people } from './people.ts';
import { problems } from './problems.ts';
import { searches } from './searches.ts';
import { sessions } from './sessions.ts';
import { settings } from './settings.ts';
import { sign } from './sign.ts';
import { tokens } from './tokens.ts';

/** Every text of the pages, in English, by topic: the other languages have the same topics and keys. */
export const en = {
  lang: 'en',
  account,
  broken,
  common,
  display,
  duplicates,
  exports,
  imports,
  install,
  list,
  notices,
  offline,
  people,
  problems,
  searches,
  sessions,
  settings,
  sign,
  tokens,
};

export type Messages = typeof en;
