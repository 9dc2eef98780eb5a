import { type Session, sessionDays } from '@bookmark-manager/contract';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config.ts';
import { LazyDatabase } from '../database.ts';
import { ProblemError } from '../http/problem-error.ts';
import { CONFIG } from '../tokens.ts';
import type { UserId } from './identity.ts';
import { sessionToken } from './session-token.ts';

/** The browsers that are signed in. */
@Injectable()
export class SessionStore {
  readonly #database: LazyDatabase;
  readonly #config: Config;

  constructor(database: LazyDatabase, @Inject(CONFIG) config: Config) {
    this.#database = database;
    this.#config = config;
  }

  /** @throws ProblemError when there is no key to sign sessions with */
  get keys() {
    const { keys } = this.#config;
    if (keys === null) throw new ProblemError('not-configured', 'Nobody can sign in here: JWT_SECRET is not set');
    return keys;
  }

  /** Begins a session, and forgets those that have ended. @returns what its cookie holds */
  async begin(who: UserId, userAgent: string): Promise<string> {
    const { keys } = this;
    const now = new Date();
    const database = await this.#database.client();
    await database.session.deleteMany({ where: { userId: who, expiresAt: { lte: now } } });
    const { id } = await database.session.create({
      data: {
        userId: who,
        expiresAt: new Date(now.getTime() + sessionDays * 86_400_000),
        userAgent: userAgent.replaceAll('\0', '').toWellFormed().slice(0, 200),
      },
      select: { id: true },
    });
    return sessionToken(keys, id, now);
  }

  /** The one seen last first. */
  async list(who: UserId, current: string): Promise<Session[]> {
    const database = await this.#database.client();
    const rows = await database.session.findMany({
      where: { userId: who, expiresAt: { gt: new Date() } },
      orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
      take: 1000,
    });
    return rows.map(({ id, userAgent, createdAt, lastSeenAt, expiresAt }) => ({
      id,
      userAgent,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      current: id === current,
    }));
  }

  /** @returns whether they had such a session */
  async end(who: UserId, id: string): Promise<boolean> {
    const database = await this.#database.client();
    const { count } = await database.session.deleteMany({ where: { id, userId: who } });
    return count > 0;
  }

  /** Ends all sessions of somebody but one. */
  async endOthers(who: UserId, kept: string): Promise<void> {
    const database = await this.#database.client();
    await database.session.deleteMany({ where: { userId: who, id: { not: kept } } });
  }
}
