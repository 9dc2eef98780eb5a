import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createProcesses, type ManagedProcess } from '@bookmark-manager/rehearsal/processes';

/** What a task is given: see `shapes.json`. */
const limits = { vcpu: 0.25, memoryMib: 512 };

/** What an image runs: the API, or the web with the flags that its task has. */
const programs = { api: ['main.js'], web: ['--max-semi-space-size=4', 'server.js'] } as const;

/** The API or the web in a box of its own. */
export type Box = AsyncDisposable & {
  readonly url: string;
  /** Milliseconds from its start until it listened. */
  readonly startMs: number;
  readonly memoryMib: () => Promise<number>;
  /** Milliseconds that it has computed, whatever else the machine did. */
  readonly computedMs: () => number;
  /** Waits until a line of its log says so. */
  readonly said: (words: string) => Promise<void>;
};

export type Boxes = AsyncDisposable & {
  /** What keeps the boxes small, in words. */
  readonly kind: string;
  readonly start: (app: keyof typeof programs, image: string, env: Readonly<Record<string, string>>) => Promise<Box>;
};

/** Boxes as the rehearsal has them: control groups where the machine allows it. */
export const createBoxes = async (directory: string): Promise<Boxes> => {
  const processes = await createProcesses({ directory, limits: 'auto' });
  const size = `${limits.vcpu} vCPU, ${limits.memoryMib} MiB`;
  const kind = processes.limits.enforced
    ? `${size}, enforced by control groups`
    : `none: ${processes.limits.why}. Each has the whole machine, so these figures say little about ${size}`;
  return {
    kind,
    start: async (app, image, env) => {
      const lines: string[] = [];
      const began = performance.now();
      const child = await processes.start({
        name: app,
        command: process.execPath,
        args: programs[app],
        cwd: image,
        env: { ...env, HOST: '127.0.0.1', PORT: '0' },
        limits,
        onLine: (line) => lines.push(line),
      });
      const said = (words: string) => waitFor(child, lines, words);
      const listening = JSON.parse(await said('"listening"')) as { readonly port: number };
      return {
        url: `http://127.0.0.1:${listening.port}`,
        startMs: performance.now() - began,
        computedMs: () => computedMs(child.pid),
        memoryMib: async () => (await child.memoryBytes()) / 2 ** 20,
        said: async (words) => void (await said(words)),
        [Symbol.asyncDispose]: async () => void (await child.stop({ graceMs: 5000 })),
      };
    },
    [Symbol.asyncDispose]: () => processes[Symbol.asyncDispose](),
  };
};

/** Fields 14 and 15 of /proc/…/stat, in hundredths of a second; the name before them may hold spaces. */
const computedMs = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
};

const waitFor = async (child: ManagedProcess, lines: readonly string[], words: string): Promise<string> => {
  let isOver = false;
  void child.exited.then(() => {
    isOver = true;
  });
  for (const end = performance.now() + 60_000; performance.now() < end; ) {
    const line = lines.find((one) => one.includes(words));
    if (line !== undefined) return line;
    if (isOver) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`it never said ${words}:\n${lines.slice(-20).join('\n')}`);
};

const here = createRequire(import.meta.url);

/** The scripts that build the images, which are no libraries: they are run, not imported. */
export const buildScripts = {
  api: here.resolve('../../../web-api/core/scripts/build-image.ts'),
  web: here.resolve('../../../frontend/web/scripts/build-image.ts'),
} as const;
