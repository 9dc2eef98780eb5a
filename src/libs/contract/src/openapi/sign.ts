import { paths } from '../paths.ts';
import { always, answer, anybody, body, problem, tooOften, wrongBody } from './parts.ts';

const signedIn = (description: string) => ({
  ...answer(description, 'Person'),
  headers: { 'Set-Cookie': { description: 'The session.', schema: { type: 'string' } } },
});

/** Signing up, in and out. */
export const signOperations = {
  [paths.signUp]: {
    get: {
      operationId: 'signUpState',
      security: [],
      summary: 'Who may sign up here.',
      responses: { 200: answer('Who may.', 'SignUpState'), ...anybody },
    },
    post: {
      operationId: 'signUp',
      security: [],
      summary: 'Signs up and in. The first person is administrator.',
      requestBody: body('SignUp'),
      responses: {
        201: signedIn('Signed up, and signed in.'),
        ...wrongBody,
        403: problem('Nobody may sign up here, or only with an invitation; or another site sent this.'),
        409: problem('Somebody has this e-mail address.'),
        429: tooOften,
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
        429: tooOften,
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
} as const;
