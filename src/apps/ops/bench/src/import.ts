import { paths } from '@bookmark-manager/contract';
import type { Box } from './box.ts';
import type { Client } from './client.ts';
import { bookmarksFile } from './data.ts';

/** An import that was measured, or why there is none. */
export type Imported =
  | { readonly seconds: number; readonly beforeMib: number; readonly mostMib: number; readonly by: string }
  | { readonly why: string };

/** Imports `count` new bookmarks: as a job where the API has them, else in one request; memory is looked at meanwhile. */
export const measureImport = async (client: Client, box: Box, after: number, count: number): Promise<Imported> => {
  const file = bookmarksFile(after, count);
  const beforeMib = await box.memoryMib();
  let mostMib = beforeMib;
  const watch = setInterval(() => {
    void box.memoryMib().then((now) => {
      mostMib = Math.max(mostMib, now);
    });
  }, 100);
  const began = performance.now();
  try {
    const why = (await asJob(client, file)) ?? (await atOnce(client, file));
    if ('failed' in why) return { why: why.failed };
    return { seconds: (performance.now() - began) / 1000, beforeMib, mostMib, by: why.by };
  } finally {
    clearInterval(watch);
  }
};

type Way = { readonly by: string } | { readonly failed: string };

const asJob = async (client: Client, file: string): Promise<Way | undefined> => {
  const form = new FormData();
  form.set('file', new Blob([file], { type: 'text/html' }), 'bookmarks.html');
  const { status, text } = await client.ask('/api/v1/imports', { method: 'POST', body: form });
  if (status === 404) return undefined;
  if (status !== 202) return { failed: `POST /api/v1/imports answers ${status}: ${text.slice(0, 200)}` };
  const { id } = JSON.parse(text) as { readonly id: string };
  for (const end = performance.now() + 180_000; performance.now() < end; ) {
    const { text: now } = await client.ask(`/api/v1/imports/${id}`);
    if (/"(done|completed|finished|succeeded)"/.test(now)) return { by: 'a job, POST /api/v1/imports' };
    if (/"(failed|refused)"/.test(now)) return { failed: now.slice(0, 300) };
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return { failed: 'the job is not done after three minutes' };
};

const atOnce = async (client: Client, file: string): Promise<Way> => {
  const { status, text } = await client.ask(paths.import, {
    method: 'POST',
    headers: { 'content-type': 'text/html' },
    body: file,
  });
  return status === 200
    ? { by: `one request, POST ${paths.import}; POST /api/v1/imports is not there` }
    : { failed: `POST ${paths.import} answers ${status}: ${text.slice(0, 200)}` };
};
