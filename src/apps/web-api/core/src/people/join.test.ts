import { describe, expect, it } from 'vitest';
import { type Brought, type Joining, mayJoin } from './join.ts';

const now = new Date('2026-12-01T00:00:00Z');
const later = new Date('2026-12-02T00:00:00Z');
const invitation: Brought = { email: null, role: 'administrator', expiresAt: later, usedAt: null };
const joining: Joining = { mode: 'open', isFirst: false, email: 'mika@example.com', invitation: undefined, now };

describe('mayJoin', () => {
  it.each<[string, Partial<Joining>, object]>([
    ['the first', { isFirst: true }, { role: 'administrator' }],
    ['the first, where others need an invitation', { isFirst: true, mode: 'invited' }, { role: 'administrator' }],
    ['the first, where nobody may', { isFirst: true, mode: 'closed' }, { refused: 'Nobody may sign up here' }],
    ['anybody where all may', {}, { role: 'member' }],
    ['the invited where all may', { invitation }, { role: 'administrator' }],
    ['the invited where only they may', { mode: 'invited', invitation }, { role: 'administrator' }],
    ['the invited where nobody may', { mode: 'closed', invitation }, { refused: 'Nobody may sign up here' }],
    ['who is not invited', { mode: 'invited' }, { refused: 'Signing up needs an invitation' }],
    ['an unknown invitation', { invitation: null }, { refused: 'There is no such invitation' }],
    ['a used one', { invitation: { ...invitation, usedAt: now } }, { refused: 'This invitation was used already' }],
    ['one that ends now', { invitation: { ...invitation, expiresAt: now } }, { refused: 'This invitation has ended' }],
    [
      "somebody else's",
      { invitation: { ...invitation, email: 'ken@example.com' } },
      { refused: 'This invitation is for another e-mail address' },
    ],
    ['their own', { invitation: { ...invitation, email: 'mika@example.com' } }, { role: 'administrator' }],
  ])('of %s', (_who, given, answer) => {
    expect(mayJoin({ ...joining, ...given })).toEqual(answer);
  });
});
