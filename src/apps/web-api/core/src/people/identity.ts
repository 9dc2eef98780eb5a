import type { Role, Scope } from '@bookmark-manager/contract';
import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ProblemError } from '../http/problem-error.ts';

declare const brand: unique symbol;

/** Whose rows a statement may touch. Made only where somebody was recognised: see `IdentityStore`. */
export type UserId = string & { readonly [brand]: 'UserId' };

/** Who asks. */
export type Identity = {
  readonly userId: UserId;
  readonly role: Role;
  /** Somebody who signed in may write; a token may do what it was made for. */
  readonly scope: Scope;
  readonly via: 'session' | 'token';
  readonly sessionId?: string;
};

/** The parameter of a handler that is given who asks; the guard has let nobody else in. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext) =>
  identityOf(context.switchToHttp().getRequest<object>()),
);

export const PUBLIC = Symbol('public');

/** A handler, or all of a controller, that anybody may call. */
export const Public = () => SetMetadata(PUBLIC, true);

const identities = new WeakMap<object, Identity>();

/** Notes who sends a request. */
export const recognise = (request: object, identity: Identity): void => {
  identities.set(request, identity);
};

/** @throws Error when a route for anybody asks who it is */
export const identityOf = (request: object): Identity => {
  const identity = identities.get(request);
  if (identity === undefined) throw new Error('a handler with @Public() takes no @Who()');
  return identity;
};

/** Who signed in: what changes how somebody gets in is not for tokens. @throws ProblemError for a token */
export const signedIn = (who: Identity): Identity & { readonly sessionId: string } => {
  const { sessionId } = who;
  if (sessionId === undefined) throw new ProblemError('forbidden', 'Sign in for this: a token may not do it');
  return { ...who, sessionId };
};

/** @throws ProblemError for anybody who is not an administrator, signed in */
export const administrator = (who: Identity): Identity => {
  if (who.role !== 'administrator') throw new ProblemError('forbidden', 'Only an administrator may do this');
  return signedIn(who);
};
