import { scopes } from '@bookmark-manager/contract';
import { deleteToken, endSessions, makeToken } from '../api/account.ts';
import { keeping, seeOther, withProblem } from '../http/answers.ts';
import { carrying } from '../http/shown-once.ts';
import { afterwards, type Deed } from './deed.ts';

const tokensPage = '/settings/tokens';
const sessionsPage = '/settings/sessions';

const make: Deed = {
  page: tokensPage,
  act: async ({ text }, caller, headers) => {
    const name = text('name');
    const scope = scopes.find((one) => one === text('scope')) ?? 'read';
    if (name === '') return withProblem(tokensPage, 'no-name');
    return afterwards(await makeToken({ name, scope }, caller), {
      page: tokensPage,
      done: ({ token }) =>
        keeping([carrying(tokensPage, { what: name, values: [token] }, headers)], seeOther(tokensPage)),
      problems: { conflict: 'too-many-tokens' },
      typed: { name },
    });
  },
};

const remove: Deed = {
  page: tokensPage,
  act: async ({ text }, caller) =>
    afterwards(await deleteToken(text('id'), caller), {
      page: tokensPage,
      done: 'token-deleted',
      problems: { 'not-found': 'gone-already' },
    }),
};

const end: Deed = {
  page: sessionsPage,
  act: async ({ text }, caller) =>
    afterwards(await endSessions(text('id'), caller), {
      page: sessionsPage,
      done: text('id') === 'others' ? 'sessions-ended' : 'session-ended',
      problems: { 'not-found': 'gone-already' },
    }),
};

/** Who and what may come in as somebody: programs with tokens, browsers with sessions. */
export const tokens = { make, remove };
export const sessions = { end };
