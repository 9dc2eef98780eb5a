import { account } from './account.ts';
import { broken } from './broken.ts';
import { bulk } from './bulk.ts';
import { common } from './common.ts';
import { detail } from './detail.ts';
import { display } from './display.ts';
import { duplicates } from './duplicates.ts';
import { edit } from './edit.ts';
import { exports } from './exports.ts';
import { imports } from './imports.ts';
import { install } from './install.ts';
import { keys } from './keys.ts';
import { list } from './list.ts';
import { notices } from './notices.ts';
import { offline } from './offline.ts';
import { people } from './people.ts';
import { problems } from './problems.ts';
import { search } from './search.ts';
import { searches } from './searches.ts';
import { sessions } from './sessions.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { sign } from './sign.ts';
import { tokens } from './tokens.ts';

/** Every text of the pages, in English, by topic: the other languages have the same topics and keys. */
export const en = {
  lang: 'en',
  account,
  broken,
  bulk,
  common,
  detail,
  display,
  duplicates,
  edit,
  exports,
  imports,
  install,
  keys,
  list,
  notices,
  offline,
  people,
  problems,
  search,
  searches,
  sessions,
  settings,
  shell,
  sign,
  tokens,
};

export type Messages = typeof en;
