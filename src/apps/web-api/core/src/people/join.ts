import type { Role, SignUpMode } from '@bookmark-manager/contract';

/** What is known of the invitation that somebody brings. */
export type Brought = {
  readonly email: string | null;
  readonly role: Role;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
};

export type Joining = {
  readonly mode: SignUpMode;
  /** Nobody has signed up yet. */
  readonly isFirst: boolean;
  readonly email: string;
  /** Null when none of the invitations is the one that was brought. */
  readonly invitation: Brought | null | undefined;
  readonly now: Date;
};

/** With which role somebody may sign up, or why they may not. An invitation is used wherever one is brought and valid. */
export const mayJoin = ({ mode, isFirst, email, invitation, now }: Joining): { role: Role } | { refused: string } => {
  if (mode === 'closed') return { refused: 'Nobody may sign up here' };
  if (isFirst) return { role: 'administrator' };
  if (invitation === undefined)
    return mode === 'open' ? { role: 'member' } : { refused: 'Signing up needs an invitation' };
  if (invitation === null) return { refused: 'There is no such invitation' };
  if (invitation.usedAt !== null) return { refused: 'This invitation was used already' };
  if (invitation.expiresAt <= now) return { refused: 'This invitation has ended' };
  if (invitation.email !== null && invitation.email !== email)
    return { refused: 'This invitation is for another e-mail address' };
  return { role: invitation.role };
};
