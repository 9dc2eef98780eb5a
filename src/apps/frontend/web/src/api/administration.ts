import {
  type Invitation,
  invitationsSchema,
  type MadeInvitation,
  madeInvitationSchema,
  type Person,
  type PersonChange,
  paths,
  peopleSchema,
  personSchema,
  type Role,
} from '@bookmark-manager/contract';
import type { Caller } from '../http/caller.ts';
import { type Answer, ask } from './ask.ts';
import { sending } from './sending.ts';

/** Everybody, for an administrator. */
export const listPeople = (caller: Caller): Promise<Answer<readonly Person[]>> =>
  ask({ path: paths.people, caller, read: (json) => peopleSchema.parse(json).items });

/** Changes somebody's role or password, or keeps them out. */
export const changePerson = (id: Person['id'], change: PersonChange, caller: Caller): Promise<Answer<Person>> =>
  ask({
    path: `${paths.people}/${encodeURIComponent(id)}`,
    method: 'PATCH',
    caller,
    ...sending(change),
    read: (json) => personSchema.parse(json),
  });

/** All invitations, for an administrator. */
export const listInvitations = (caller: Caller): Promise<Answer<readonly Invitation[]>> =>
  ask({ path: paths.invitations, caller, read: (json) => invitationsSchema.parse(json).items });

/** Makes an invitation. */
export const invite = (
  given: { readonly email?: string; readonly role: Role; readonly days: number },
  caller: Caller,
): Promise<Answer<MadeInvitation>> =>
  ask({
    path: paths.invitations,
    method: 'POST',
    caller,
    ...sending(given),
    read: (json) => madeInvitationSchema.parse(json),
  });

/** Withdraws an invitation. */
export const withdraw = (id: Invitation['id'], caller: Caller): Promise<Answer<undefined>> =>
  ask({ path: `${paths.invitations}/${encodeURIComponent(id)}`, method: 'DELETE', caller, read: () => undefined });
