import {
  type ApiTokens,
  type MadeApiToken,
  meChangeSchema,
  newApiTokenSchema,
  type Person,
  type Sessions,
} from '@bookmark-manager/contract';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { idOf } from '../http/id.ts';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem-error.ts';
import { type Identity, signedIn, Who } from './identity.ts';
import { SessionStore } from './session-store.ts';
import { SignInLimits } from './sign-in-limits.ts';
import { TokenStore } from './token-store.ts';
import { UserStore } from './user-store.ts';

/** What somebody sees and changes of themselves. How they get in is not for tokens. */
@Controller('api/v1/me')
export class MeController {
  readonly #users: UserStore;
  readonly #sessions: SessionStore;
  readonly #tokens: TokenStore;
  readonly #limits: SignInLimits;

  constructor(users: UserStore, sessions: SessionStore, tokens: TokenStore, limits: SignInLimits) {
    this.#users = users;
    this.#sessions = sessions;
    this.#tokens = tokens;
    this.#limits = limits;
  }

  @Get()
  me(@Who() who: Identity): Promise<Person> {
    return this.#users.get(who.userId);
  }

  @Patch()
  async change(@Who() who: Identity, @Body() body: unknown): Promise<Person> {
    const { userId, sessionId } = signedIn(who);
    const change = parse(meChangeSchema, body);
    if (change.password === undefined) return this.#users.change(userId, change);
    const giveBack = this.#limits.take({ caller: userId });
    const person = await this.#users.change(userId, change);
    giveBack();
    await this.#sessions.endOthers(userId, sessionId);
    return person;
  }

  @Get('sessions')
  async sessions(@Who() who: Identity): Promise<Sessions> {
    const { userId, sessionId } = signedIn(who);
    return { items: await this.#sessions.list(userId, sessionId) };
  }

  @Delete('sessions')
  @HttpCode(204)
  async endOtherSessions(@Who() who: Identity): Promise<void> {
    const { userId, sessionId } = signedIn(who);
    await this.#sessions.endOthers(userId, sessionId);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  async endSession(@Who() who: Identity, @Param() params: unknown): Promise<void> {
    const { userId } = signedIn(who);
    if (!(await this.#sessions.end(userId, idOf(params))))
      throw new ProblemError('not-found', 'There is no such session');
  }

  @Get('tokens')
  async tokens(@Who() who: Identity): Promise<ApiTokens> {
    return { items: await this.#tokens.list(signedIn(who).userId) };
  }

  @Post('tokens')
  makeToken(@Who() who: Identity, @Body() body: unknown): Promise<MadeApiToken> {
    return this.#tokens.make(signedIn(who).userId, parse(newApiTokenSchema, body));
  }

  @Delete('tokens/:id')
  @HttpCode(204)
  async removeToken(@Who() who: Identity, @Param() params: unknown): Promise<void> {
    if (!(await this.#tokens.remove(signedIn(who).userId, idOf(params))))
      throw new ProblemError('not-found', 'There is no such token');
  }
}
