import * as access from '../access.ts';
import * as people from '../people.ts';

/** The schemas of people, by their names in the document. */
export const peopleSchemas = {
  Person: people.personSchema,
  SignUpState: people.signUpStateSchema,
  SignUp: people.signUpSchema,
  SignIn: people.signInSchema,
  MeChange: people.meChangeSchema,
  People: people.peopleSchema,
  PersonChange: people.personChangeSchema,
  Invitations: people.invitationsSchema,
  Invitation: people.invitationSchema,
  NewInvitation: people.newInvitationSchema,
  MadeInvitation: people.madeInvitationSchema,
  Session: access.sessionSchema,
  Sessions: access.sessionsSchema,
  ApiToken: access.apiTokenSchema,
  ApiTokens: access.apiTokensSchema,
  NewApiToken: access.newApiTokenSchema,
  MadeApiToken: access.madeApiTokenSchema,
};
