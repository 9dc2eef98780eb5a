import { common } from './common.ts';
import { imports } from './imports.ts';
import { list } from './list.ts';
import { notices } from './notices.ts';
import { problems } from './problems.ts';
import { sign } from './sign.ts';

/** Every text of the pages, in English, by topic: the other languages have the same topics and keys. */
export const en = { lang: 'en', common, imports, list, notices, problems, sign };

export type Messages = typeof en;
