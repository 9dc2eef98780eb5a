import { describe, expect, it } from 'vitest';
import { type History, healthyAt, noted, type View, viewOf } from './discovery.ts';

const ASSUMED = { listedMs: 60_000, healthLateMs: 30_000 };
const task = (id: string, healthy: boolean) => ({ id, address: `127.0.0.${id}`, port: 3000, healthy });
const seconds = (count: number) => count * 1000;

/** Plays what was listed when, in seconds. */
function after(...steps: [number, ReturnType<typeof task>[]][]): History {
  return steps.reduce<History>((history, [at, listed]) => noted(history, listed, seconds(at)), new Map());
}
const ids = (history: History, at: number) => healthyAt(history, seconds(at), ASSUMED.healthLateMs).map(({ id }) => id);

describe('an instance', () => {
  const started = after([0, [task('1', false)]], [10, [task('1', true)]]);
  it.each([
    [10, []],
    [39, []],
    [40, ['1']],
  ])('that became healthy at 10 s is known to be at %i s: %j', (at, known) => {
    expect(ids(started, at)).toEqual(known);
  });

  it('that was healthy from the first is known to be at once', () => {
    expect(ids(after([0, [task('1', true)]]), 0)).toEqual(['1']);
  });

  it('that falls ill is still taken for healthy for a while', () => {
    const ill = after([0, [task('1', true)]], [100, [task('1', false)]]);
    expect([ids(ill, 129), ids(ill, 130)]).toEqual([['1'], []]);
  });

  it('that was ill for a moment is taken for ill for as long, later', () => {
    const short = after([0, [task('1', true)]], [100, [task('1', false)]], [105, [task('1', true)]]);
    expect([104, 131, 135].map((at) => ids(short, at))).toEqual([['1'], [], ['1']]);
  });

  it('that is deregistered is not listed any more', () => {
    expect(ids(after([0, [task('1', true)]], [100, []]), 100)).toEqual([]);
  });
});

describe('the view of a gateway', () => {
  it('holds for its time, whatever is deregistered and registered meanwhile', () => {
    const before = after([0, [task('1', true)]]);
    const first = viewOf(undefined, before, 0, ASSUMED);
    const later = noted(before, [task('2', true)], seconds(1));
    const seen = [59, 60].map((at) => viewOf(first, later, seconds(at), ASSUMED).instances.map(({ id }) => id));
    expect(seen).toEqual([['1'], ['2']]);
  });

  it('holds when nothing was listed, too', () => {
    const empty: View = { atMs: 0, instances: [] };
    expect(viewOf(empty, after([0, [task('1', true)]]), seconds(30), ASSUMED).instances).toEqual([]);
  });

  it('is as good as the list when nothing is assumed', () => {
    const started = after([0, [task('1', false)]], [10, [task('1', true)]]);
    const view = viewOf({ atMs: seconds(10), instances: [] }, started, seconds(10), { listedMs: 0, healthLateMs: 0 });
    expect(view.instances.map(({ id }) => id)).toEqual(['1']);
  });
});
