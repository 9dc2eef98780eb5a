import { randomBytes } from 'node:crypto';
import type { NewSearch, SavedSearch, SearchChange } from '@bookmark-manager/contract';
import type { Prisma } from '@bookmark-manager/prisma';
import { Injectable } from '@nestjs/common';
import { LazyDatabase } from '../../database.ts';
import { ProblemError } from '../../http/problem-error.ts';
import type { UserId } from '../../people/identity.ts';
import { hashOf, userId } from '../../people/identity-store.ts';

/** A search whose feed somebody reads, and whose it is. */
export type FeedSearch = { readonly id: string; readonly who: UserId; readonly name: string; readonly q: string };

/** Nobody has more names in mind; it keeps a list without pages small. */
const most = 500;

/** The searches that people keep, and the secrets of their feeds. */
@Injectable()
export class SavedSearchStore {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  /** All of somebody's, by name. */
  async list(who: UserId): Promise<SavedSearch[]> {
    const database = await this.#database.client();
    const rows = await database.search.findMany({ where: { userId: who }, orderBy: { name: 'asc' }, take: most });
    return rows.map(toSavedSearch);
  }

  /** Null when it is not there. */
  async get(who: UserId, id: string): Promise<SavedSearch | null> {
    const database = await this.#database.client();
    const row = await database.search.findFirst({ where: { id, userId: who } });
    return row && toSavedSearch(row);
  }

  /** @throws ProblemError when the name is taken, or there are too many */
  async save(who: UserId, { name, q, sort }: NewSearch): Promise<SavedSearch> {
    const database = await this.#database.client();
    if ((await database.search.count({ where: { userId: who } })) >= most)
      throw new ProblemError('conflict', `Nobody keeps more than ${most} searches`);
    return named(async () =>
      toSavedSearch(await database.search.create({ data: { userId: who, name, query: q, sort } })),
    );
  }

  /** Null when it is not there. @throws ProblemError when the name is taken */
  async change(who: UserId, id: string, { name, q, sort }: SearchChange): Promise<SavedSearch | null> {
    const database = await this.#database.client();
    const data: Prisma.SearchUpdateManyMutationInput = {
      ...(name === undefined ? {} : { name }),
      ...(q === undefined ? {} : { query: q }),
      ...(sort === undefined ? {} : { sort }),
      modifiedAt: new Date(),
    };
    return named(async () => {
      const [row] = await database.search.updateManyAndReturn({ where: { id, userId: who }, data });
      return row ? toSavedSearch(row) : null;
    });
  }

  /** @returns whether it was there */
  async remove(who: UserId, id: string): Promise<boolean> {
    const database = await this.#database.client();
    const { count } = await database.search.deleteMany({ where: { id, userId: who } });
    return count > 0;
  }

  /** A new secret, known to nobody afterwards but whoever is given it; the one before ends. Null when the search is not there. */
  async makeFeed(who: UserId, id: string): Promise<string | null> {
    const database = await this.#database.client();
    const secret = randomBytes(24).toString('base64url');
    const data = { feedHash: hashOf(secret), feedMadeAt: new Date() };
    const { count } = await database.search.updateMany({ where: { id, userId: who }, data });
    return count > 0 ? secret : null;
  }

  /** @returns whether the search is there */
  async endFeed(who: UserId, id: string): Promise<boolean> {
    const database = await this.#database.client();
    const data = { feedHash: null, feedMadeAt: null };
    const { count } = await database.search.updateMany({ where: { id, userId: who }, data });
    return count > 0;
  }

  /** The search that a secret opens, unless its owner may not sign in any more. Nobody signed in asks this: the secret is the identity. */
  async byFeed(secret: string): Promise<FeedSearch | null> {
    const database = await this.#database.client();
    const row = await database.search.findFirst({
      where: { feedHash: hashOf(secret), user: { disabledAt: null } },
      select: { id: true, userId: true, name: true, query: true },
    });
    return row && { id: row.id, who: userId(row.userId), name: row.name, q: row.query };
  }
}

type Row = {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly sort: string | null;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
  readonly feedMadeAt: Date | null;
};

const toSavedSearch = (row: Row): SavedSearch => ({
  id: row.id,
  name: row.name,
  q: row.query,
  sort: row.sort === 'newest' || row.sort === 'relevance' ? row.sort : null,
  feedSince: row.feedMadeAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  modifiedAt: row.modifiedAt.toISOString(),
});

/** P2002 is Prisma's name for a value that is there already: here only a name can be. */
const named = async <T>(write: () => Promise<T>): Promise<T> => {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'P2002')) throw error;
    throw new ProblemError('conflict', 'Another saved search has this name', [{ path: 'name', message: 'is taken' }]);
  }
};
