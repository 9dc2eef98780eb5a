import { paths } from '../paths.ts';
import { always, answer, body, byId, gone, problem, tooOften, wrongBody } from './parts.ts';

const notForTokens = { 403: problem('A token may not do this, or another site sent this.') };
const administrators = { 403: problem('Only an administrator who is signed in may do this.') };

/** What people see and change of themselves and, administrators, of others. */
export const peopleOperations = {
  [paths.me]: {
    get: {
      operationId: 'me',
      summary: 'Who asks.',
      responses: { 200: answer('Who asks.', 'Person'), ...always },
    },
    patch: {
      operationId: 'changeMe',
      summary: 'Changes name or password.',
      requestBody: body('MeChange'),
      responses: {
        200: answer('As they are now.', 'Person'),
        ...wrongBody,
        429: tooOften,
        ...always,
        403: problem('The current password is another one, or a token may not do this.'),
      },
    },
  },
  [paths.sessions]: {
    get: {
      operationId: 'listSessions',
      summary: 'Where somebody is signed in.',
      responses: { 200: answer('All of them.', 'Sessions'), ...always, ...notForTokens },
    },
    delete: {
      operationId: 'endOtherSessions',
      summary: 'Ends every session but the one that asks.',
      responses: { 204: { description: 'Ended.' }, ...always, ...notForTokens },
    },
  },
  [`${paths.sessions}/{id}`]: {
    delete: {
      operationId: 'endSession',
      summary: 'Ends a session.',
      parameters: byId,
      responses: { 204: { description: 'Ended.' }, ...gone('No such session.'), ...always, ...notForTokens },
    },
  },
  [paths.tokens]: {
    get: {
      operationId: 'listTokens',
      summary: 'The tokens, without what is sent.',
      responses: { 200: answer('All of them.', 'ApiTokens'), ...always, ...notForTokens },
    },
    post: {
      operationId: 'makeToken',
      summary: 'Makes a token. What is sent is in this answer and nowhere else.',
      requestBody: body('NewApiToken'),
      responses: {
        201: answer('Made.', 'MadeApiToken'),
        ...wrongBody,
        409: problem('There are too many tokens.'),
        ...always,
        ...notForTokens,
      },
    },
  },
  [`${paths.tokens}/{id}`]: {
    delete: {
      operationId: 'deleteToken',
      summary: 'Deletes a token: it is not taken any more.',
      parameters: byId,
      responses: { 204: { description: 'Deleted.' }, ...gone('No such token.'), ...always, ...notForTokens },
    },
  },
  [paths.invitations]: {
    get: {
      operationId: 'listInvitations',
      summary: 'All invitations.',
      responses: { 200: answer('All of them.', 'Invitations'), ...always, ...administrators },
    },
    post: {
      operationId: 'invite',
      summary: 'Makes an invitation. Its code is in this answer and nowhere else.',
      requestBody: body('NewInvitation'),
      responses: { 201: answer('Made.', 'MadeInvitation'), ...wrongBody, ...always, ...administrators },
    },
  },
  [`${paths.invitations}/{id}`]: {
    delete: {
      operationId: 'withdrawInvitation',
      summary: 'Withdraws an invitation.',
      parameters: byId,
      responses: { 204: { description: 'Withdrawn.' }, ...gone('No such invitation.'), ...always, ...administrators },
    },
  },
  [paths.people]: {
    get: {
      operationId: 'listPeople',
      summary: 'Everybody.',
      responses: { 200: answer('Everybody.', 'People'), ...always, ...administrators },
    },
  },
  [`${paths.people}/{id}`]: {
    get: {
      operationId: 'person',
      summary: 'Somebody.',
      parameters: byId,
      responses: { 200: answer('They.', 'Person'), ...gone('Nobody has this id.'), ...always, ...administrators },
    },
    patch: {
      operationId: 'changePerson',
      summary: 'Changes the role of somebody, lets them in or keeps them out, or gives them a new password.',
      parameters: byId,
      requestBody: body('PersonChange'),
      responses: {
        200: answer('As they are now.', 'Person'),
        ...wrongBody,
        ...gone('Nobody has this id.'),
        409: problem('They are the last administrator.'),
        ...always,
        ...administrators,
      },
    },
  },
} as const;
