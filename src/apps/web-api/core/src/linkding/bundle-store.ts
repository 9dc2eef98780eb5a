import type { LinkdingBundle, LinkdingBundleWrite } from '@bookmark-manager/contract';
import { Injectable } from '@nestjs/common';
import { LazyDatabase } from '../database.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { UserId } from '../people/identity.ts';
import { readQuery } from '../search/read-query.ts';
import { bundleQuery } from './bundle-query.ts';
import type { Page } from './list-query.ts';

/** Saved searches by linkding's numbers. The three lists of tags that linkding keeps apart are part of the search here. */
@Injectable()
export class BundleStore {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  async list(
    who: UserId,
    { limit, offset }: Page,
  ): Promise<{ readonly count: number; readonly results: LinkdingBundle[] }> {
    const database = await this.#database.client();
    const where = { userId: who };
    const [count, rows] = await Promise.all([
      database.search.count({ where }),
      database.search.findMany({ where, orderBy: [{ position: 'asc' }, { number: 'asc' }], take: limit, skip: offset }),
    ]);
    return { count, results: rows.map(toBundle) };
  }

  /** @throws ProblemError when somebody has no such saved search */
  async read(who: UserId, number: number): Promise<LinkdingBundle> {
    const database = await this.#database.client();
    const row = await database.search.findFirst({ where: { userId: who, number } });
    if (row === null) throw noSuchBundle();
    return toBundle(row);
  }

  /** @throws ProblemError for a search that cannot be read, and for a name that is taken */
  async add(who: UserId, given: LinkdingBundleWrite): Promise<LinkdingBundle> {
    const { name } = given;
    if (name === undefined) throw fieldError('name', 'This field is required.');
    const database = await this.#database.client();
    const query = queryOf(given);
    const data = { userId: who, name, query, position: given.order ?? 0 };
    const { count } = await database.search.createMany({ data: [data], skipDuplicates: true });
    if (count === 0) throw taken();
    return toBundle(await database.search.findFirstOrThrow({ where: { userId: who, name } }));
  }

  /** @throws ProblemError when there is none, for a search that cannot be read, and for a name that is taken */
  async edit(who: UserId, number: number, given: LinkdingBundleWrite): Promise<LinkdingBundle> {
    const known = await this.read(who, number);
    const database = await this.#database.client();
    const name = given.name ?? known.name;
    const other = await database.search.findFirst({
      where: { userId: who, name, number: { not: number } },
      select: { id: true },
    });
    if (other) throw taken();
    const query = queryOf({ ...given, search: given.search ?? known.search });
    const row = await database.search.update({
      where: { number, userId: who },
      data: { name, query, position: given.order ?? known.order, modifiedAt: new Date() },
    });
    return toBundle(row);
  }

  /** @throws ProblemError when there is none */
  async remove(who: UserId, number: number): Promise<void> {
    const database = await this.#database.client();
    const { count } = await database.search.deleteMany({ where: { userId: who, number } });
    if (count === 0) throw noSuchBundle();
  }
}

const noSuchBundle = () => new ProblemError('not-found', 'No Bundle matches the given query.');
const fieldError = (path: string, message: string) =>
  new ProblemError('invalid-request', `${path}: ${message}`, [{ path, message }]);
const taken = () => fieldError('name', 'There is a saved search of this name.');

/** The search, once it is known that it can be read. */
const queryOf = (given: LinkdingBundleWrite): string => {
  const query = bundleQuery(given);
  try {
    readQuery(query);
  } catch (error) {
    if (error instanceof ProblemError) throw fieldError('search', error.message);
    throw error;
  }
  return query;
};

type Row = {
  readonly number: bigint;
  readonly name: string;
  readonly query: string;
  readonly position: number;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
};

const toBundle = (row: Row): LinkdingBundle => ({
  id: Number(row.number),
  name: row.name,
  search: row.query,
  any_tags: '',
  all_tags: '',
  excluded_tags: '',
  order: row.position,
  date_created: row.createdAt.toISOString(),
  date_modified: row.modifiedAt.toISOString(),
});
