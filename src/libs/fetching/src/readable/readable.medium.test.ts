import { describe, expect, it } from 'vitest';
import { readable, UnreadableError } from './index.ts';

const program = new URL('./program.ts', import.meta.url);
const read = (html: string, options: Partial<Parameters<typeof readable>[1]> = {}) =>
  readable(html, { program, ...options });
const filler = '文章がここにあります。これは読むための本文で、十分に長くなければなりません。'.repeat(8);

describe('a page', () => {
  it('is read in a process of its own', async () => {
    expect(await read(`<title>題名</title><p>${filler}</p><p>${filler}</p>`)).toMatchObject({
      title: '題名',
      blocks: [{ text: filler }, { text: filler }],
    });
    expect(await read('<script>x</script>')).toBeNull();
  });

  it('that needs more memory than there is for it ends, and nothing else does', async () => {
    const html = Array.from({ length: 5000 }, (_, at) => `<p id="${at}">${filler}</p>`).join('');
    await expect(read(html, { maxHeapMib: 16 })).rejects.toThrow(UnreadableError);
  });

  it('that is nested without an end ends', async () => {
    await expect(read(`${'<div>'.repeat(200_000)}${filler}`, { deadlineMs: 1000 })).rejects.toThrow(UnreadableError);
  });

  it('that takes too long ends', async () => {
    await expect(read(`<p>${filler}</p>`, { deadlineMs: 0 })).rejects.toThrow('takes too long');
  });

  it('that nobody waits for ends', async () => {
    const waiting = new AbortController();
    const page = read(`<p>${filler}</p>`, { signal: waiting.signal });
    waiting.abort(new Error('stopped'));
    await expect(page).rejects.toThrow('stopped');
  });
});
