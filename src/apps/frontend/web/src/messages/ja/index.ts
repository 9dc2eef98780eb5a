import type { Messages } from '../en/index.ts';
import { common } from './common.ts';
import { imports } from './imports.ts';
import { list } from './list.ts';
import { notices } from './notices.ts';
import { problems } from './problems.ts';
import { sign } from './sign.ts';

/** Every text of the pages, in Japanese. */
export const ja: Messages = { lang: 'ja', common, imports, list, notices, problems, sign };
