import { describe, expect, it, test } from 'vitest';
import { lease, observed, service, tokyo } from '../testing.ts';
import { NO_MEMORY, parseMemory, recall, remember } from './memory.ts';

const now = tokyo('2026-12-01 09:10');
const before = tokyo('2026-12-01 09:00');
const facts = { toward: 'awake', images: { web: 'web@sha256:1', api: 'api@sha256:1' }, leases: [], now } as const;
const waking = { ...NO_MEMORY, toward: 'awake', wakingSince: before, unsettledSince: before } as const;
const gaveUp = { ...waking, gaveUp: { web: { image: 'web@sha256:1', at: before } } };

describe('the memory', () => {
  it('survives being stored', () => {
    expect(parseMemory(JSON.stringify(gaveUp))).toEqual(gaveUp);
  });

  test.each([undefined, '', '{', '{}', '{"toward":"up"}'])('is none when it is %j', (value) => {
    expect(parseMemory(value)).toEqual(NO_MEMORY);
  });

  it('begins to count when the condition to work towards changes', () => {
    expect(recall({ ...waking, toward: 'asleep' }, facts)).toMatchObject({ toward: 'awake', unsettledSince: now });
    expect(recall(waking, facts)).toEqual(waking);
    expect(recall(gaveUp, { ...facts, toward: 'asleep' })).toEqual({
      toward: 'asleep',
      unsettledSince: now,
      wakingSince: null,
      gaveUp: {},
    });
  });

  it('counts from when it first was not settled, until it is', () => {
    const world = { taken: [], observed: observed(), now };
    expect(remember({ ...waking, unsettledSince: null }, { ...world, settled: false }).unsettledSince).toEqual(now);
    expect(remember(waking, { ...world, settled: false }).unsettledSince).toEqual(before);
    expect(remember(waking, { ...world, settled: true }).unsettledSince).toBeNull();
  });

  it('keeps what was given up, with the image that did not start', () => {
    const world = observed({ services: [service('web', { image: { image: 'web@sha256:1', migration: null } })] });
    const taken = [{ kind: 'give-up', service: 'web', from: 1 } as const];
    expect(remember(waking, { settled: false, taken, observed: world, now }).gaveUp).toEqual({
      web: { image: 'web@sha256:1', at: now },
    });
  });

  const since = (madeAt: string, kind = 'start') => [
    lease('awake', '2026-12-01 09:00', '2026-12-01 11:00', { madeAt: tokyo(madeAt), kind }),
  ];
  test.each([
    ['another image', { images: { ...facts.images, web: 'web@sha256:2' } }, true],
    ['a start by hand', { leases: since('2026-12-01 09:05') }, true],
    ["a visitor's button", { leases: since('2026-12-01 09:05', 'button') }, true],
    ['a start from before', { leases: since('2026-12-01 08:00') }, false],
    ['its own postponement', { leases: since('2026-12-01 09:05', 'use') }, false],
    ['nothing', {}, false],
  ])('gives a service another try after %s', (_, changes, another) => {
    const recalled = recall(gaveUp, { ...facts, ...changes });
    expect(recalled.gaveUp).toEqual(another ? {} : gaveUp.gaveUp);
    expect(recalled.wakingSince).toEqual(another ? now : before);
  });
});
