import { type Person, signInSchema, signUpSchema } from '@bookmark-manager/contract';
import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem-error.ts';
import { forgetSession, setSession } from './cookie.ts';
import { type Identity, Public, Who } from './identity.ts';
import { SessionStore } from './session-store.ts';
import { UserStore } from './user-store.ts';

/** Signing up, in and out. */
@Controller('api/v1')
export class SignController {
  readonly #users: UserStore;
  readonly #sessions: SessionStore;

  constructor(users: UserStore, sessions: SessionStore) {
    this.#users = users;
    this.#sessions = sessions;
  }

  @Public()
  @Post('sign-up')
  async signUp(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Person> {
    const { who, person } = await this.#users.signUp(parse(signUpSchema, body));
    setSession(request, reply, await this.#sessions.begin(who, request.headers['user-agent'] ?? ''));
    return person;
  }

  @Public()
  @Post('sign-in')
  @HttpCode(200)
  async signIn(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Person> {
    const found = await this.#users.signIn(parse(signInSchema, body));
    if (found === null) throw new ProblemError('unauthenticated', 'There is no such e-mail address and password');
    setSession(request, reply, await this.#sessions.begin(found.who, request.headers['user-agent'] ?? ''));
    return found.person;
  }

  @Post('sign-out')
  @HttpCode(204)
  async signOut(
    @Who() who: Identity,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (who.sessionId !== undefined) await this.#sessions.end(who.userId, who.sessionId);
    forgetSession(request, reply);
  }
}
