import { describe, expect, it } from 'vitest';
import { CHECKS } from './checks/index.ts';
import { examine } from './examine.ts';
import { NO_CREDENTIALS } from './look.ts';
import { ASLEEP, definition, HEALTHY, seen, unseen } from './testing.ts';
import { report, services, WELL } from './testing-faults.ts';

const { web, api } = WELL;

describe('Nothing is found', () => {
  it.each([
    ['in an environment that is well', HEALTHY],
    ['in one that sleeps: that is no drift and no fault', ASLEEP],
  ])('%s', (_, facts) => {
    const { ok, checks } = examine(seen(facts), CHECKS);
    expect(checks.filter(({ level }) => level !== 'ok')).toEqual([]);
    expect(ok).toBe(true);
  });

  it("in a rehearsal, which runs images of this machine's processor", () => {
    const { checks } = report((facts) => ({
      target: 'rehearsal',
      world: { unlimited: null, architecture: 'X86_64', faults: [], rootless: null },
      ...services({
        web: { ...web, definition: { ...definition('web', []), imageArchitectures: ['X86_64'] } },
        api: { ...api, definition: { ...definition('api', ['DATABASE_URL']), imageArchitectures: ['X86_64'] } },
      })(facts),
    }));
    expect(checks.filter(({ level }) => level !== 'ok')).toEqual([]);
  });
});

it('A fault is told by no check that has nothing to do with it', () => {
  const { checks } = report(({ groups }) => ({
    groups: { ...groups, database: { id: 'sg-database', ingress: [], egress: [] } },
  }));
  expect(checks.filter(({ level }) => level === 'fault').map(({ id }) => id)).toEqual(['security-group.api-database']);
});

it('What is to be typed names the real account, where that is looked at', () => {
  const nextOf = (target: 'aws' | 'rehearsal') =>
    report(() => ({
      target,
      plan: null,
      caches: [{ folder: '/x', damage: 'gone' }],
      secrets: { ...HEALTHY.secrets, mistakes: { JWT_SECRET: 'it is empty' } },
    })).checks.flatMap(({ next }) => next ?? []);
  expect(nextOf('aws')).toEqual([
    'staging plan --aws   (or: staging doctor --deep --aws)',
    'staging clean',
    'staging secrets set JWT_SECRET --aws',
  ]);
  expect(nextOf('rehearsal')).toContain('staging secrets set JWT_SECRET');
});

describe('Before anything is applied', () => {
  it('says what is missing and what to type', () => {
    const { checks } = report(() => ({
      repositories: { web: null, api: null },
      network: { vpcId: null, tables: [], nats: [], endpoints: [] },
      groups: {},
      database: null,
      services: { of: { web: null, api: null }, migrate: null },
      tasks: [],
      door: null,
      functions: { scheduler: null, wake: null },
      deployed: { ...HEALTHY.deployed, images: { web: null, api: null }, migration: null },
      secrets: { present: [], changedAt: {}, rotations: [], mistakes: {}, databaseHosts: {} },
      plan: null,
    }));
    expect(checks.filter(({ level }) => level === 'fault')).toMatchObject([
      { id: 'applied', finding: 'Nothing is applied here yet.', next: 'staging up --aws' },
    ]);
  });
});

describe('A check that cannot look', () => {
  it('says why, as a note, and keeps none of the others from looking', () => {
    const looks = { ...seen(HEALTHY), services: { unseen: 'these credentials may not read it' } };
    const { ok, checks } = examine(looks, CHECKS);
    const blind = checks.filter(({ level }) => level !== 'ok');
    expect(blind.length).toBeGreaterThan(5);
    for (const check of blind)
      expect(check).toMatchObject({ level: 'note', finding: 'Not looked at: these credentials may not read it.' });
    expect(ok).toBe(true);
  });

  it('is a fault where nobody can look because nobody is logged in', () => {
    const { ok, checks } = examine(unseen(NO_CREDENTIALS), CHECKS);
    expect(checks.filter(({ level }) => level === 'fault')).toMatchObject([
      { id: 'credentials', next: expect.stringContaining('aws sso login') },
    ]);
    expect(ok).toBe(false);
  });

  it('is every one of them where nothing answers', () => {
    const { checks } = examine(unseen('the AWS API cannot be reached'), CHECKS);
    expect(new Set(checks.map(({ level }) => level))).toEqual(new Set(['note']));
  });
});
