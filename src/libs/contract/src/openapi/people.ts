import { paths } from '../paths.ts';
import { always, answer, anybody, json, problem } from './parts.ts';

const signedIn = (description: string) => ({
  ...answer(description, 'Person'),
  headers: { 'Set-Cookie': { description: 'The session.', schema: { type: 'string' } } },
});
const body = (id: string) => ({ required: true, content: json(id) });
const wrongBody = {
  400: problem('The body is not JSON or a field is wrong.'),
  413: problem('The body is too large.'),
  415: problem('The body is not JSON.'),
};
const wait = {
  description: 'Tried too often: `Retry-After` says when to try again.',
  headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } },
  content: problem('').content,
};

/** The operations of people, sessions and tokens. */
export const peopleOperations = {
  [paths.signUp]: {
    post: {
      operationId: 'signUp',
      security: [],
      summary: 'Signs up and in. The first person is administrator.',
      requestBody: body('SignUp'),
      responses: {
        201: signedIn('Signed up, and signed in.'),
        ...wrongBody,
        403: problem('Nobody may sign up here, or only with an invitation.'),
        409: problem('Somebody has this e-mail address.'),
        429: wait,
        ...anybody,
      },
    },
  },
  [paths.signIn]: {
    post: {
      operationId: 'signIn',
      security: [],
      summary: "Signs in: the answer sets the session's cookie.",
      requestBody: body('SignIn'),
      responses: {
        200: signedIn('Signed in.'),
        ...wrongBody,
        401: problem('No such e-mail address and password.'),
        403: problem('Another site sent this.'),
        429: wait,
        ...anybody,
      },
    },
  },
  [paths.signOut]: {
    post: {
      operationId: 'signOut',
      summary: 'Ends the session that asks.',
      responses: { 204: { description: 'Signed out.' }, ...always },
    },
  },
  [paths.me]: {
    get: {
      operationId: 'me',
      summary: 'Who asks.',
      responses: { 200: answer('Who asks.', 'Person'), ...always },
    },
  },
} as const;
