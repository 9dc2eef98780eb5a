import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRun } from './lines.ts';
import type { RunChange } from './schema.ts';
import { CHANGE, REPORT } from './testing.ts';

async function read(...chunks: readonly Uint8Array[]): Promise<{ changes: RunChange[]; report: unknown }> {
  async function* stream(): AsyncGenerator<Buffer> {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  const changes: RunChange[] = [];
  return { report: await readRun(stream(), (change) => changes.push(change)), changes };
}
const bytes = (...lines: object[]) => Buffer.from(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);

describe('a run', () => {
  it('tells each change, then its report', async () => {
    const { changes, report } = await read(bytes(CHANGE, CHANGE, REPORT));
    expect(changes).toMatchObject([
      { subject: 'web', at: new Date('2026-12-07T00:00:00Z') },
      { subject: 'web', text: 'desired count 0 to 1' },
    ]);
    expect(report).toMatchObject({
      invocations: { fired: 40, skipped: 3040 },
      changes: [{ cause: { code: 'office-hours' } }, { cause: { text: 'office hours' } }, { cause: { code: 'hand' } }],
    });
  });

  it('is the same however its bytes are cut', async () => {
    const all = bytes({ ...CHANGE, text: '祝日に開く' }, REPORT);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(all.length), { maxLength: 6 }), async (cuts) => {
        const ends = [...cuts].sort((one, other) => one - other);
        const chunks = [...ends, all.length].map((end, index) => all.subarray(ends[index - 1] ?? 0, end));
        const { changes } = await read(...chunks);
        expect(changes.map(({ text }) => text)).toEqual(['祝日に開く']);
      }),
    );
  });

  it.each([
    ['it ends early', bytes(CHANGE), /ended without a report/],
    ['it fails', bytes({ kind: 'error', error: 'the function threw' }), /The run failed: the function threw/],
    ['it sends no JSON', Buffer.from('<html>\n'), /is not understood/],
    ['its report lacks something', bytes({ ...REPORT, hours: undefined }), /is not understood/],
    [
      'hours are negative',
      bytes({ ...REPORT, hours: [{ resource: 'web', awake: -1, windows: [] }] }),
      /is not understood/,
    ],
  ])('is a fault of the world when %s', async (_, text, message) => {
    await expect(read(text)).rejects.toMatchObject({ name: 'StagingError', message: expect.stringMatching(message) });
  });

  it('that breaks off is no bug', async () => {
    async function* stream(): AsyncGenerator<Buffer> {
      yield bytes(CHANGE);
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    }
    await expect(readRun(stream(), () => undefined)).rejects.toMatchObject({
      name: 'StagingError',
      message: 'The rehearsal ended during the run.',
    });
  });
});
