import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The programs that give a container its root, absolute: a container's own PATH is not where they are looked for. */
export type RootTools = { unshare: string; nsenter: string; mount: string };

const FOLDERS = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'];

/** What is needed to give containers a root below `directory`, tried once; else why it cannot be done here. */
export async function findRootTools(directory: string): Promise<RootTools | { why: string }> {
  if (process.getuid?.() !== 0) return { why: 'only root may do that' };
  const find = (name: string) => FOLDERS.map((folder) => join(folder, name)).find(existsSync);
  const [unshare, nsenter, mount] = [find('unshare'), find('nsenter'), find('mount')];
  if (!unshare || !nsenter || !mount) return { why: 'unshare, nsenter and mount of util-linux are not all there' };
  const trial = await mkdtemp(join(directory, 'trial-'));
  try {
    for (const name of TRIAL) await mkdir(join(trial, name), { recursive: true });
    const args = ['--mount', '--propagation=private', '/bin/sh', '-ec', TRY, 'try', mount, unshare];
    await promisify(execFile)(unshare, args, { cwd: trial, timeout: 10_000 });
    return { unshare, nsenter, mount };
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    return { why: (stderr.trim() || message).split('\n')[0] ?? '' };
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
}

const TRIAL = ['lower/proc', 'lower/dev', 'upper', 'work', 'root'];

const TRY = `
"$1" -t overlay -o nosuid,lowerdir=lower,upperdir=upper,workdir=work overlay root
"$1" -t proc proc root/proc
"$1" --rbind /dev root/dev
"$2" --root=/ --wd=/ --setuid=65534 --setgid=65534 -- /bin/sh -c :
`;
