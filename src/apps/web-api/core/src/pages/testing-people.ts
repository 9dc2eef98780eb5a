import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createDatabase, type Database } from '@bookmark-manager/prisma';
import { urlKey } from '@bookmark-manager/prisma/derived';
import { migrate } from '@bookmark-manager/prisma/migrate';
import { startPostgres } from '@bookmark-manager/prisma/testing';
import { createLog } from '@bookmark-manager/serving';
import { type Config, readConfig } from '../config.ts';
import { LazyDatabase } from '../database.ts';
import type { UserId } from '../people/identity.ts';
import { userId } from '../people/identity-store.ts';

export type TestPeople = AsyncDisposable & {
  readonly config: Config;
  /** As the stores get it. */
  readonly lazy: LazyDatabase;
  readonly database: Database;
  /** Somebody new. */
  readonly person: () => Promise<UserId>;
  /** A bookmark of theirs; due now unless said. */
  readonly bookmark: (who: UserId, url: string, given?: BookmarkGiven) => Promise<string>;
};

type BookmarkGiven = {
  readonly title?: string;
  readonly site?: string;
  readonly checkDueAt?: Date | null;
  readonly checkedAt?: Date;
  readonly deletedAt?: Date;
};

const migrations = join(import.meta.dirname, '../../../../../libs/prisma/migrations');

/** A database with every table, and people and bookmarks in it as tests want them. */
export const createTestPeople = async (): Promise<TestPeople> => {
  const postgres = await startPostgres();
  const created = await postgres.createDatabase();
  await migrate({ ...created, folder: migrations });
  const config = readConfig({ DATABASE_URL: created.applicationUrl });
  const lazy = new LazyDatabase(config, createLog({ service: 'test', write: () => {} }));
  const database = createDatabase({ url: created.applicationUrl });
  return {
    config,
    lazy,
    database,
    person: async () => {
      const { id } = await database.user.create({
        data: { email: `${randomUUID()}@example.com`, passwordHash: 'none' },
      });
      return userId(id);
    },
    bookmark: async (who, url, given = {}) => {
      const site = new URL(url).hostname;
      const data = { userId: who, url, urlKey: urlKey(url), site, checkDueAt: new Date(0), ...given };
      return (await database.bookmark.create({ data })).id;
    },
    [Symbol.asyncDispose]: async () => {
      await lazy.onApplicationShutdown();
      await database.$disconnect();
      await postgres[Symbol.asyncDispose]();
    },
  };
};
