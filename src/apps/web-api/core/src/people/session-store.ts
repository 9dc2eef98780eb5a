import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config.ts';
import { LazyDatabase } from '../database.ts';
import { ProblemError } from '../http/problem-error.ts';
import { signToken } from '../signing/tokens.ts';
import { CONFIG } from '../tokens.ts';
import type { UserId } from './identity.ts';
import { sessionDays } from './identity-store.ts';

/** The browsers that are signed in. */
@Injectable()
export class SessionStore {
  readonly #database: LazyDatabase;
  readonly #config: Config;

  constructor(database: LazyDatabase, @Inject(CONFIG) config: Config) {
    this.#database = database;
    this.#config = config;
  }

  /** Begins a session. @returns what its cookie holds */
  async begin(who: UserId, userAgent: string): Promise<string> {
    const { keys } = this.#config;
    if (keys === null) throw new ProblemError('not-configured', 'Nobody can sign in here: JWT_SECRET is not set');
    const database = await this.#database.client();
    const expiresAt = new Date(Date.now() + sessionDays * 86_400_000);
    const { id } = await database.session.create({
      data: { userId: who, expiresAt, userAgent: userAgent.replaceAll('\0', '').toWellFormed().slice(0, 200) },
      select: { id: true },
    });
    return signToken(keys, { sub: id, exp: Math.floor(expiresAt.getTime() / 1000) });
  }

  /** @returns whether they had such a session */
  async end(who: UserId, id: string): Promise<boolean> {
    const database = await this.#database.client();
    const { count } = await database.session.deleteMany({ where: { id, userId: who } });
    return count > 0;
  }
}
