import { minPasswordLength, type PersonChange, roles } from '@bookmark-manager/contract';
import { changePerson, invite, withdraw } from '../api/administration.ts';
import { keeping, seeOther, withProblem } from '../http/answers.ts';
import { publicOrigin } from '../http/public-origin.ts';
import { carrying } from '../http/shown-once.ts';
import type { NoticeKey } from '../messages/index.ts';
import { afterwards, type Deed, type Fields } from './deed.ts';

const page = '/settings/people';
const problems = {
  forbidden: 'not-administrator',
  conflict: 'last-administrator',
  'not-found': 'gone-already',
} as const;

/** A form that changes somebody. @param changeOf nothing when what was typed cannot be a change */
const changing = (done: NoticeKey, changeOf: (fields: Fields) => PersonChange | undefined): Deed => ({
  page,
  act: async (fields, caller) => {
    const change = changeOf(fields);
    if (!change) return withProblem(page, 'bad-password');
    return afterwards(await changePerson(fields.text('id'), change, caller), { page, done, problems });
  },
});

const newInvitation: Deed = {
  page,
  act: async ({ text }, caller, headers) => {
    const email = text('email');
    const role = roles.find((one) => one === text('role')) ?? 'member';
    const days = Number(text('days')) || 7;
    const answer = await invite({ ...(email === '' ? {} : { email }), role, days }, caller);
    return afterwards(answer, {
      page,
      done: ({ code }) => {
        const link = `${publicOrigin(headers)}/sign-up?invitation=${encodeURIComponent(code)}`;
        return keeping([carrying(page, { what: email, values: [link] }, headers)], seeOther(page));
      },
      problems: { ...problems, 'invalid-request': 'bad-email' },
      typed: { email },
    });
  },
};

const withdrawn: Deed = {
  page,
  act: async ({ text }, caller) =>
    afterwards(await withdraw(text('id'), caller), { page, done: 'invitation-withdrawn', problems }),
};

/** What an administrator does about others. */
export const people = {
  role: changing('person-changed', ({ text }) => ({ role: roles.find((one) => one === text('role')) })),
  disable: changing('person-disabled', () => ({ disabled: true })),
  enable: changing('person-enabled', () => ({ disabled: false })),
  password: changing('person-password', ({ raw }) =>
    raw('password').length < minPasswordLength ? undefined : { password: raw('password') },
  ),
  invite: newInvitation,
  withdraw: withdrawn,
};
