import { readFile } from 'node:fs/promises';
import { inside } from './inside.ts';

/** Whom a container's process runs as. */
export type User = { uid: number; gid: number; home: string };

/**
 * Whom an image's `User` (a name or a number, with a group or without) means, by the image's own files.
 * @throws Error for a name that they do not have
 */
export async function userIn(root: string, user: string): Promise<User> {
  const [name = '', group] = user.split(':');
  const people = await rows(root, '/etc/passwd');
  const found = people.find(([login, , id]) => (name === '' ? id === '0' : login === name || id === name));
  if (!found && !isNumber(name) && name !== '')
    throw new Error(`unable to find user ${name}: no matching entries in passwd file`);
  const [, , uid = name || '0', gid = '0', , home = '/'] = found ?? [];
  if (group === undefined) return { uid: Number(uid), gid: Number(gid), home };
  const groups = await rows(root, '/etc/group');
  const [, , id = group] = groups.find(([title, , number]) => title === group || number === group) ?? [];
  if (!isNumber(id)) throw new Error(`unable to find group ${group}: no matching entries in group file`);
  return { uid: Number(uid), gid: Number(id), home };
}

const isNumber = (text: string) => /^\d+$/.test(text);

async function rows(root: string, path: string): Promise<string[][]> {
  const text = await readFile(await inside(root, path), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(':'));
}
