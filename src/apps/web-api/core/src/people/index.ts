import { APP_GUARD } from '@nestjs/core';
import { IdentityGuard } from './identity.guard.ts';
import { IdentityStore } from './identity-store.ts';
import { InvitationStore } from './invitation-store.ts';
import { MeController } from './me.controller.ts';
import { Passwords } from './passwords.ts';
import { PeopleController } from './people.controller.ts';
import { PersonStore } from './person-store.ts';
import { SessionStore } from './session-store.ts';
import { SignController } from './sign.controller.ts';
import { SignInLimits } from './sign-in-limits.ts';
import { TokenStore } from './token-store.ts';
import { UserStore } from './user-store.ts';

/** The routes of people. */
export const peopleControllers = [SignController, MeController, PeopleController];

/** What they are made of, and the guard that stands before every route. */
export const peopleProviders = [
  { provide: APP_GUARD, useClass: IdentityGuard },
  IdentityStore,
  SessionStore,
  TokenStore,
  UserStore,
  PersonStore,
  InvitationStore,
  Passwords,
  SignInLimits,
];
