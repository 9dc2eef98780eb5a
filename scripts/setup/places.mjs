import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Built tools, by version: shared by every clone of this user. */
export const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'bookmark-manager');
/** What was found and made for this clone. */
export const local = join(root, 'node_modules', '.cache', 'bookmark-manager');
export const tools = join(root, 'tools');

export const read = (...path) => readFileSync(join(root, ...path), 'utf8');
export const hash = (...texts) => createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 16);
/** The version that a go.mod requires of a module, e.g. "v1.1.3". */
export const required = (goMod, module) => goMod.match(new RegExp(`^(?:require )?\\s*${module} (v\\S+)`, 'm'))[1];
