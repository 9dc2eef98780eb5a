import { type Person, type SignUpState, signInSchema, signUpSchema } from '@bookmark-manager/contract';
import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem-error.ts';
import { callerOf } from './caller.ts';
import { forgetSession, setSession } from './cookie.ts';
import { type Identity, Public, Who } from './identity.ts';
import { SessionStore } from './session-store.ts';
import { SignInLimits } from './sign-in-limits.ts';
import { type Entered, UserStore } from './user-store.ts';

/** Signing up, in and out. */
@Controller('api/v1')
export class SignController {
  readonly #users: UserStore;
  readonly #sessions: SessionStore;
  readonly #limits: SignInLimits;

  constructor(users: UserStore, sessions: SessionStore, limits: SignInLimits) {
    this.#users = users;
    this.#sessions = sessions;
    this.#limits = limits;
  }

  @Public()
  @Get('sign-up')
  signUpState(): Promise<SignUpState> {
    return this.#users.signUpState();
  }

  @Public()
  @Post('sign-up')
  async signUp(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Person> {
    const given = parse(signUpSchema, body);
    this.#limits.take({ caller: callerOfRequest(request) });
    return this.#enter(() => this.#users.signUp(given), request, reply);
  }

  @Public()
  @Post('sign-in')
  @HttpCode(200)
  async signIn(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Person> {
    const given = parse(signInSchema, body);
    const giveBack = this.#limits.take({ email: given.email, caller: callerOfRequest(request) });
    const person = await this.#enter(() => this.#users.signIn(given), request, reply);
    giveBack();
    return person;
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

  async #enter(come: () => Promise<Entered | null>, request: FastifyRequest, reply: FastifyReply): Promise<Person> {
    // asked for first: nobody signs up who could not be signed in
    void this.#sessions.keys;
    const entered = await come();
    if (entered === null) throw new ProblemError('unauthenticated', 'There is no such e-mail address and password');
    setSession(request, reply, await this.#sessions.begin(entered.who, request.headers['user-agent'] ?? ''));
    return entered.person;
  }
}

const callerOfRequest = (request: FastifyRequest): string =>
  callerOf(request.headers['x-forwarded-for'], request.socket.remoteAddress ?? '');
