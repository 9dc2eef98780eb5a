import { describe, expect, it } from 'vitest';
import { listSecrets, secretCells } from './list.ts';

const now = new Date('2026-12-08T00:00:00Z');
const rows = listSecrets(
  new Map([
    ['JWT_SECRET', { version: 2, modifiedAt: new Date('2026-12-01T00:00:00Z'), description: '' }],
    ['DATABASE_URL', { version: 1, modifiedAt: now, description: '' }],
  ]),
  new Map([
    ['DATABASE_URL', ['api', 'migrate']],
    ['MONGODB_URI', ['api']],
  ]),
  [{ service: 'api', names: ['DATABASE_URL'] }],
);

describe('The list of secrets', () => {
  it('has each that the environment knows, there or not', () => {
    expect(rows.map(({ name, version, usedBy }) => [name, version, usedBy])).toEqual([
      ['DATABASE_URL', 1, ['api', 'migrate']],
      ['DATABASE_ADMIN_URL', null, []],
      ['JWT_SECRET', 2, []],
      ['MONGODB_URI', null, ['api']],
      ['NOTICE_WEBHOOK', null, []],
    ]);
  });

  it('says how old each is, who uses it, and which one is missed', () => {
    expect(secretCells(rows, now).cells.map((cells) => cells.slice(0, 4))).toEqual([
      ['DATABASE_URL', 'new', '1', 'api (an older one), migrate'],
      ['DATABASE_ADMIN_URL', 'not there', '', 'nobody'],
      ['JWT_SECRET', '7 d', '2', 'nobody'],
      ['MONGODB_URI', 'MISSING', '', 'api'],
      ['NOTICE_WEBHOOK', 'not there', '', 'nobody'],
    ]);
  });
});
