import { describe, expect, it } from 'vitest';
import type { LogLine } from '../cloud.ts';
import { batchSize, createLogShipper } from './log-shipper.ts';

/** Logs that fail as often as they are told to. */
function fakeLogs(failures = 0) {
  const batches: string[][] = [];
  let left = failures;
  const putLogEvents = async (_: string, __: string, lines: readonly LogLine[]) => {
    if (left-- > 0) throw new Error('ThrottlingException');
    batches.push(lines.map(({ message }) => message));
  };
  const createLogStream = async () => undefined;
  return { batches, putLogEvents, createLogStream };
}

const gone = Object.assign(new Error('The specified log stream does not exist.'), {
  name: 'ResourceNotFoundException',
});

const now = () => new Date(0);

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);

describe('a log shipper', () => {
  it('ships what is left when it is closed, in order and in few requests', async () => {
    const logs = fakeLogs();
    const shipper = createLogShipper(logs, 'g', 's', now);
    for (const line of lines(50)) shipper.write(line);
    expect(await shipper.close(1000)).toEqual({ lost: 0 });
    expect(logs.batches).toEqual([lines(50)]);
  });

  it('loses nothing by a failed request', async () => {
    const logs = fakeLogs(1);
    const shipper = createLogShipper(logs, 'g', 's', now);
    for (const line of lines(3)) shipper.write(line);
    expect(await shipper.close(5000)).toEqual({ lost: 0 });
    expect(logs.batches).toEqual([lines(3)]);
  });

  it('counts what it could not ship in time', async () => {
    const shipper = createLogShipper(fakeLogs(Number.POSITIVE_INFINITY), 'g', 's', now);
    for (const line of lines(3)) shipper.write(line);
    expect(await shipper.close(50)).toEqual({ lost: 3 });
  });

  it('does not wait for a log group that was deleted', async () => {
    const refuse = () => Promise.reject(gone);
    const shipper = createLogShipper({ putLogEvents: refuse, createLogStream: refuse }, 'g', 's', now);
    for (const line of lines(3)) shipper.write(line);
    expect(await shipper.close(60_000)).toEqual({ lost: 3 });
  });

  it('makes a stream again that was forgotten, and loses nothing', async () => {
    const logs = fakeLogs();
    const made: string[] = [];
    const shipper = createLogShipper(
      {
        putLogEvents: (...call) => (made.length === 0 ? Promise.reject(gone) : logs.putLogEvents(...call)),
        createLogStream: async (group, stream) => void made.push(`${group} ${stream}`),
      },
      'g',
      's',
      now,
    );
    for (const line of lines(3)) shipper.write(line);
    expect(await shipper.close(1000)).toEqual({ lost: 0 });
    expect([made, logs.batches]).toEqual([['g s'], [lines(3)]]);
  });

  it('leaves out empty lines, which CloudWatch refuses, and splits lines that are too long', async () => {
    const logs = fakeLogs();
    const shipper = createLogShipper(logs, 'g', 's', now);
    const long = 'ü'.repeat(200_000);
    for (const line of ['', long, 'end']) shipper.write(line);
    await shipper.close(1000);
    const shipped = logs.batches.flat();
    expect(shipped.slice(0, -1).join('')).toBe(long);
    expect(shipped.at(-1)).toBe('end');
    expect(Math.max(...shipped.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(262_118);
  });
});

describe('a batch', () => {
  const line = (bytes: number): LogLine => ({ timestamp: 0, message: 'x'.repeat(bytes) });
  it.each([
    ['takes all when it can', [line(10), line(10)], 2],
    ['takes 10,000 lines at most', Array.from({ length: 10_001 }, () => line(1)), 10_000],
    ['takes a mebibyte at most', Array.from({ length: 6 }, () => line(200_000)), 5],
    ['takes one line whatever its size', [line(2_000_000)], 1],
  ])('%s', (_, given, size) => {
    expect(batchSize(given)).toBe(size);
  });
});
