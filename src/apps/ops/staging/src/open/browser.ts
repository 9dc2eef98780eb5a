import { spawn } from 'node:child_process';

/** The programs that open an address in the browser, by system, the first that is there. */
export function openers(platform: NodeJS.Platform, isWsl: boolean): readonly (readonly string[])[] {
  if (platform === 'darwin') return [['open']];
  // `start` would take what follows an & for a command of its own.
  if (platform === 'win32') return [['rundll32', 'url.dll,FileProtocolHandler']];
  return isWsl ? [['wslview'], ['explorer.exe'], ['xdg-open']] : [['xdg-open'], ['gio', 'open']];
}

/** Opens an address; false when no program of this system could. It goes on when the command has ended. */
export async function openInBrowser(url: string, candidates: readonly (readonly string[])[]): Promise<boolean> {
  for (const [program = '', ...args] of candidates) {
    if (await starts(program, [...args, url])) return true;
  }
  return false;
}

/** One that finds no browser says so at once; one that found one may stay as long as the browser does. */
const SAYS_WITHIN_MS = 1500;

function starts(program: string, args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true });
    const timer = setTimeout(() => end(true), SAYS_WITHIN_MS);
    const end = (isOpen: boolean) => {
      clearTimeout(timer);
      child.unref();
      resolve(isOpen);
    };
    child.once('error', () => end(false));
    child.once('exit', (code) => end(code === 0));
  });
}
