import { minPasswordLength } from '@bookmark-manager/contract';
import { changeMe } from '../api/account.ts';
import { withProblem } from '../http/answers.ts';
import { afterwards, type Deed } from './deed.ts';

const page = '/settings';

const name: Deed = {
  page,
  act: async ({ text }, caller) =>
    afterwards(await changeMe({ name: text('name') }, caller), { page, done: 'name-changed' }),
};

const password: Deed = {
  page,
  act: async ({ raw }, caller) => {
    const wanted = raw('password');
    if (wanted.length < minPasswordLength) return withProblem(page, 'bad-password');
    const answer = await changeMe({ password: wanted, currentPassword: raw('current') }, caller);
    return afterwards(answer, {
      page,
      done: 'password-changed',
      problems: { forbidden: 'wrong-current', 'too-many-requests': 'too-often' },
    });
  },
};

/** What somebody changes of themselves. */
export const account = { name, password };
