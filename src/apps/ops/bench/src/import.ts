import { type Import, importPath, importSchema, paths } from '@bookmark-manager/contract';
import type { Box } from './box.ts';
import type { Client } from './client.ts';
import { bookmarksFile } from './data.ts';

/** An import that was measured, or why there is none. */
export type Imported =
  | { readonly seconds: number; readonly computedSeconds: number; readonly beforeMib: number; readonly mostMib: number }
  | { readonly why: string };

/** Imports `count` new bookmarks; memory is looked at meanwhile. */
export const measureImport = async (client: Client, box: Box, after: number, count: number): Promise<Imported> => {
  const file = bookmarksFile(after, count);
  const beforeMib = await box.memoryMib();
  let mostMib = beforeMib;
  const watch = setInterval(() => {
    void box.memoryMib().then((now) => {
      mostMib = Math.max(mostMib, now);
    });
  }, 100);
  const [began, computedMs] = [performance.now(), box.computedMs()];
  try {
    const { state, added } = await done(client, file);
    if (state !== 'done' || added !== count) return { why: `it is ${state}, and ${added} of ${count} were added` };
    const seconds = (performance.now() - began) / 1000;
    return { seconds, computedSeconds: (box.computedMs() - computedMs) / 1000, beforeMib, mostMib };
  } finally {
    clearInterval(watch);
  }
};

/** The import when it has ended, or as it is after three minutes. */
const done = async (client: Client, file: string): Promise<Import> => {
  const form = new FormData();
  form.set('file', new Blob([file], { type: 'text/html' }), 'bookmarks.html');
  const { text } = await client.ask(paths.imports, { method: 'POST', body: form });
  let now = importSchema.parse(JSON.parse(text));
  for (const end = performance.now() + 180_000; performance.now() < end && !now.finishedAt; ) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    now = importSchema.parse(JSON.parse((await client.ask(importPath(now.id))).text));
  }
  return now;
};
