import { describe, expect, it } from 'vitest';
import { listLeases } from './list.ts';
import { leasesJson, leasesPage } from './page.ts';
import { chooseLeases, comesBack, hasHold, releaseCommandLine, sayRelease } from './release.ts';
import { BROKEN, stored } from './testing.ts';

const now = new Date('2026-12-01T03:30:00Z');
const hold = stored('hold', { kind: 'hold', why: 'migrating', madeAt: '2026-12-01T03:00:00Z' });
const stop = stored('stop', {
  condition: 'asleep',
  kind: 'stop',
  madeAt: '2026-12-01T03:10:00Z',
  until: '2026-12-01T06:00:00Z',
});
const effects = (...all: Parameters<typeof listLeases>[0]) =>
  listLeases(all, now).leases.map(({ lease, effect }) => [lease.id, effect]);

describe('a lease in the list', () => {
  it('decides when it is the newest that covers now; the older one is overruled', () => {
    expect(effects(stored('old'), stored('new', { madeAt: '2026-12-01T03:20:00Z' }))).toEqual([
      ['old', 'overruled'],
      ['new', 'decides'],
    ]);
  });

  it('waits when it is a stop and something holds', () => {
    expect(effects(stop, hold)).toEqual([
      ['hold', 'decides'],
      ['stop', 'waits'],
    ]);
  });

  it('is later or ended when it does not cover now', () => {
    expect(
      effects(
        stored('past', { from: '2026-12-01T01:00:00Z', until: '2026-12-01T02:00:00Z' }),
        stored('next', { from: '2026-12-01T04:00:00Z' }),
      ),
    ).toEqual([
      ['past', 'ended'],
      ['next', 'later'],
    ]);
  });

  it('is told with who, why and until when; one that cannot be read with what is wrong', () => {
    expect(leasesPage(listLeases([stored('a1'), BROKEN], now), (_, text) => text)).toEqual([
      'now      condition  from             until            kind   by    why     id',
      'decides  awake      Tue 1 Dec 12:00  Tue 1 Dec 14:00  start  mika  a demo  a1',
      '! lease 20261201T030000Z-stop-broken is ignored: it is not JSON',
    ]);
  });

  it('has every field for programs', () => {
    expect(leasesJson(listLeases([stored('a1'), BROKEN], now), now)).toEqual({
      now: '2026-12-01T03:30:00.000Z',
      leases: [
        {
          id: 'a1',
          condition: 'awake',
          from: '2026-12-01T03:00:00.000Z',
          until: '2026-12-01T05:00:00.000Z',
          kind: 'start',
          by: 'mika',
          why: 'a demo',
          effect: 'decides',
        },
      ],
      unreadable: [{ id: '20261201T030000Z-stop-broken', problem: expect.stringContaining('it is not JSON') }],
    });
  });
});

describe('a release', () => {
  const all = [stored('20261201T030000Z-start-a1b2c3'), stored('20261201T030100Z-start-d4e5f6'), BROKEN, hold];
  const names = (...ids: string[]) => chooseLeases(all, ids).map(({ name }) => name.slice(name.lastIndexOf('/') + 1));

  it('finds a lease by its id or by an end that only it has, once however often it is named', () => {
    expect(names('20261201T030000Z-start-a1b2c3', 'd4e5f6', 'a1b2c3')).toEqual([
      '20261201T030000Z-start-a1b2c3',
      '20261201T030100Z-start-d4e5f6',
    ]);
  });

  it('finds one that cannot be read', () => {
    const [chosen] = chooseLeases(all, ['broken']);
    expect(chosen?.lease).toBeNull();
    expect(sayRelease(chosen ? [chosen] : [])).toEqual([
      'This will release:',
      '  20261201T030000Z-stop-broken, which cannot be read',
    ]);
  });

  it.each([
    ['one that is not there', 'zzz', /There is no lease "zzz"/],
    ['an end that two have', '', /4 leases end with ""/],
  ])('refuses %s', (_, id, message) => {
    expect(() => chooseLeases(all, [id])).toThrow(expect.objectContaining({ message: expect.stringMatching(message) }));
  });

  it('takes the whole id of one for that one, though another ends with it', () => {
    const both = [stored('b'), stored('ab')];
    expect(chooseLeases(both, ['b'])[0]?.name).toBe(both[0]?.name);
  });

  it('warns of a hold, and knows which one comes back', () => {
    expect(sayRelease(chooseLeases(all, ['hold']))[1]).toMatch(/by mika \(migrating\), hold — a hold: .*a migration/);
    expect(hasHold(chooseLeases(all, ['hold', 'broken']))).toBe(true);
    expect(hasHold(chooseLeases(all, ['a1b2c3', 'broken']))).toBe(false);
    expect(comesBack(chooseLeases([stored('r', { kind: 'rehearse' })], ['r']))).toBe(true);
  });

  it('can be typed with the aws CLI', () => {
    expect(chooseLeases(all, ['hold']).map(releaseCommandLine)).toEqual([
      "aws ssm delete-parameter --name '/bookmark-manager/staging/leases/hold'",
    ]);
  });
});
