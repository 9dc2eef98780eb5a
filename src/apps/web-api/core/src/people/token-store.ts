import { randomBytes } from 'node:crypto';
import { type ApiToken, type MadeApiToken, type NewApiToken, scopes } from '@bookmark-manager/contract';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { LazyDatabase } from '../database.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { UserId } from './identity.ts';
import { hashOf } from './identity-store.ts';

const mostTokens = 50;

/** What programs sign in with. */
@Injectable()
export class TokenStore {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  /** Newest first. */
  async list(who: UserId): Promise<ApiToken[]> {
    const database = await this.#database.client();
    const rows = await database.apiToken.findMany({
      where: { userId: who },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    });
    return rows.map(toApiToken);
  }

  /** @throws ProblemError when they have too many */
  async make(who: UserId, { name, scope }: NewApiToken): Promise<MadeApiToken> {
    // people search their files for what begins like this when a token has leaked
    const token = `bm_${randomBytes(32).toString('base64url')}`;
    const database = await this.#database.client();
    if ((await database.apiToken.count({ where: { userId: who } })) >= mostTokens)
      throw new ProblemError('conflict', `There are ${mostTokens} tokens: delete one that is not used`);
    const row = await database.apiToken.create({ data: { userId: who, name, scope, hash: hashOf(token) } });
    return { ...toApiToken(row), token };
  }

  /** @returns whether they had such a token */
  async remove(who: UserId, id: string): Promise<boolean> {
    const database = await this.#database.client();
    const { count } = await database.apiToken.deleteMany({ where: { id, userId: who } });
    return count > 0;
  }
}

type Row = {
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
};

const scopeSchema = z.enum(scopes);

const toApiToken = ({ id, name, scope, createdAt, lastUsedAt }: Row): ApiToken => ({
  id,
  name,
  scope: scopeSchema.parse(scope),
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});
