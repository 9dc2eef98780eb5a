import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '../http/problem-error.ts';
import { setSession } from './cookie.ts';
import { credentialsOf } from './credentials.ts';
import { PUBLIC, recognise } from './identity.ts';
import { IdentityStore } from './identity-store.ts';
import { isSameSite } from './same-site.ts';

/** Lets nobody in who is not recognised, except where a handler says that anybody may come. */
@Injectable()
export class IdentityGuard implements CanActivate {
  readonly #reflector: Reflector;
  readonly #identities: IdentityStore;

  constructor(reflector: Reflector, identities: IdentityStore) {
    this.#reflector = reflector;
    this.#identities = identities;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const credentials = credentialsOf(request.headers);
    const writes = request.method !== 'GET' && request.method !== 'HEAD';
    // signing in, too: another site must not sign people in as somebody else
    if (writes && credentials.kind !== 'token' && !isSameSite(request.headers))
      throw new ProblemError('forbidden', 'Another site sent this');
    if (this.#reflector.getAllAndOverride<true | undefined>(PUBLIC, [context.getHandler(), context.getClass()]))
      return true;
    const recognised = await this.#identities.recognise(credentials);
    if (recognised === null) throw new ProblemError('unauthenticated', 'Sign in, or send a token');
    const { identity, renewed } = recognised;
    if (writes && identity.scope !== 'write') throw new ProblemError('forbidden', 'This token may only read');
    if (renewed !== undefined) setSession(request, context.switchToHttp().getResponse<FastifyReply>(), renewed);
    recognise(request, identity);
    return true;
  }
}
