import { copyFile, mkdir, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PulledImage } from '../../registry/index.ts';
import type { RootTools } from './tools.ts';
import type { Room } from './types.ts';

/** Where a container finds the rehearsal's certificate authority. */
const CERTIFICATE_AUTHORITY = '/run/rehearsal-ca.pem';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * A container whose root is its image: a writable layer of its own on top of the image's folder, mounted where only its own
 * processes see it, so that it is gone with the last of them. Its programs run as the image's user.
 */
export async function rootRoom(
  folder: string,
  image: PulledImage,
  { tools, certificateAuthority }: { tools: RootTools; certificateAuthority: string | undefined },
): Promise<Room> {
  const { uid, gid, home } = image.user;
  await furnish(join(folder, 'upper'), certificateAuthority);
  for (const name of ['work', 'root']) await mkdir(join(folder, name), { recursive: true });
  const as = [`--setuid=${uid}`, `--setgid=${gid}`];
  return {
    env: { PATH, HOME: home, ...image.env },
    certificateAuthority: certificateAuthority && CERTIFICATE_AUTHORITY,
    commandLine({ entryPoint, command }) {
      // As Docker has it: who says how to begin says all of it.
      const given = command ?? (entryPoint ? [] : image.command);
      return [...(entryPoint ?? image.entrypoint), ...given];
    },
    start(command, env, workingDirectory = image.workingDirectory) {
      const overlay = `lowerdir=${escaped(image.root)},upperdir=${escaped(join(folder, 'upper'))},workdir=${escaped(join(folder, 'work'))}`;
      const root = join(folder, 'root');
      const enter = [`--root=${root}`, `--wd=${workingDirectory}`, ...as, '--', ...command];
      return {
        command: tools.unshare,
        args: [
          '--mount',
          '--propagation=private',
          '/bin/sh',
          '-c',
          ENTER,
          'enter',
          overlay,
          root,
          tools.mount,
          tools.unshare,
          ...enter,
        ],
        cwd: folder,
        env,
      };
    },
    async beside(pid, command, env) {
      // Until it is in there, its root is still the machine's.
      if (await sharesMounts(pid)) return undefined;
      const args = [`--target=${pid}`, '--mount', '--root', '--wd', ...as, '--', ...command];
      return { command: tools.nsenter, args, cwd: folder, env };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Arguments: options of the overlay, where it is mounted, `mount`, then what is run in it. */
export const ENTER = `
overlay=$1 root=$2 mount=$3
shift 3
"$mount" -t overlay -o "nosuid,$overlay" overlay "$root" || exit 126
"$mount" -t proc proc "$root/proc" || exit 126
"$mount" --rbind /dev "$root/dev" || exit 126
"$mount" --rbind /sys "$root/sys" || exit 126
unset PWD OLDPWD overlay root mount
exec "$@"
`;

/** What a container has from its host, whatever the image brings. */
async function furnish(upper: string, certificateAuthority: string | undefined): Promise<void> {
  for (const name of ['proc', 'dev', 'sys', 'etc', 'run']) await mkdir(join(upper, name), { recursive: true });
  for (const name of ['resolv.conf', 'hosts'])
    await copyFile(join('/etc', name), join(upper, 'etc', name)).catch(() => undefined);
  if (certificateAuthority) await copyFile(certificateAuthority, join(upper, CERTIFICATE_AUTHORITY));
}

/** Colons and commas part an overlay's options. */
const escaped = (path: string) => path.replaceAll(/[\\:,]/g, '\\$&');

async function sharesMounts(pid: number): Promise<boolean> {
  const [own, its] = await Promise.all(
    ['self', String(pid)].map((name) => readlink(`/proc/${name}/ns/mnt`).catch(() => undefined)),
  );
  return its === undefined || its === own;
}
