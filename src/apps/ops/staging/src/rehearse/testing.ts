import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Clock, WorldEvent } from '@bookmark-manager/rehearsal';
import type { Config } from '../config.ts';
import { temporaryFolder } from '../testing.ts';

/** A clone with nothing in it but what a test writes: `write('a/b', 'text')` from the repository's root. */
export function fakeClone(environment: Record<string, string> = {}): Config & {
  write(path: string, text: string): string;
} {
  const root = temporaryFolder();
  const write = (path: string, text: string) => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  return {
    root,
    unitsDirectory: join(root, 'infra/terraform/envs/staging'),
    rehearsalDirectory: join(root, '.rehearsal'),
    onAws: false,
    noColor: true,
    environment: { PATH: process.env.PATH ?? '', HOME: root, ...environment },
    write,
  };
}

/** Writes what set-up would: where the tools are, Terragrunt being this program. */
export function withTools(clone: ReturnType<typeof fakeClone>, terragrunt = '#!/bin/sh\n'): void {
  const program = clone.write('terragrunt', terragrunt);
  chmodSync(program, 0o755);
  const tools = { terragrunt: program, terraform: program, python: process.execPath };
  clone.write('node_modules/.cache/bookmark-manager/tools.json', JSON.stringify(tools));
}

/** A clock that stands until it is advanced. */
export function manualClock(start = '2026-12-01T00:00:00Z'): Clock & { advance(ms: number): void } {
  let nowMs = Date.parse(start);
  const waiting = new Set<{ untilMs: number; wake: () => void }>();
  return {
    speed: 1,
    now: () => new Date(nowMs),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = { untilMs: nowMs + ms, wake: resolve };
        waiting.add(sleeper);
        signal?.addEventListener('abort', () => resolve(), { once: true });
      }),
    advance(ms) {
      nowMs += ms;
      for (const sleeper of waiting) {
        if (sleeper.untilMs > nowMs) continue;
        waiting.delete(sleeper);
        sleeper.wake();
      }
    },
  };
}

export const event = (part: WorldEvent['part'], text: string, level: WorldEvent['level'] = 'info'): WorldEvent => ({
  at: new Date(2026, 11, 1, 9, 30, 5),
  part,
  level,
  subject: 'it',
  text,
});

/** Registers groups and remembers that they were. */
export function fakeWatch(): { onStart(group: number): Disposable; seen: number[] } {
  const seen: number[] = [];
  return {
    seen,
    onStart(group) {
      seen.push(group);
      return { [Symbol.dispose]: () => undefined };
    },
  };
}
