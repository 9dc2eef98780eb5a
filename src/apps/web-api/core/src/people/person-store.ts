import type { Person, PersonChange } from '@bookmark-manager/contract';
import type { Prisma } from '@bookmark-manager/prisma';
import { Injectable } from '@nestjs/common';
import { LazyDatabase } from '../database.ts';
import { ProblemError } from '../http/problem-error.ts';
import { Passwords } from './passwords.ts';
import { toPerson } from './person-row.ts';

/** Everybody, as administrators see them. */
@Injectable()
export class PersonStore {
  readonly #database: LazyDatabase;
  readonly #passwords: Passwords;

  constructor(database: LazyDatabase, passwords: Passwords) {
    this.#database = database;
    this.#passwords = passwords;
  }

  /** By e-mail address. */
  async list(): Promise<Person[]> {
    const database = await this.#database.client();
    return (await database.user.findMany({ orderBy: { email: 'asc' }, take: 1000 })).map(toPerson);
  }

  /** Null when nobody has this id. */
  async get(id: string): Promise<Person | null> {
    const database = await this.#database.client();
    const row = await database.user.findUnique({ where: { id } });
    return row && toPerson(row);
  }

  /**
   * Null when nobody has this id. Whoever is disabled or gets a new password is signed out everywhere.
   * @throws ProblemError when nobody would be left who administrates
   */
  async change(id: string, { role, disabled, password }: PersonChange): Promise<Person | null> {
    const passwordHash = password === undefined ? undefined : await this.#passwords.hash(password);
    const database = await this.#database.client();
    return database.$transaction(async (tx) => {
      await lockPeople(tx);
      const row = await tx.user.findUnique({ where: { id } });
      if (row === null) return null;
      const disabledAt = disabled === undefined ? row.disabledAt : disabled ? (row.disabledAt ?? new Date()) : null;
      const next = await tx.user.update({
        where: { id },
        data: { role: role ?? row.role, disabledAt, passwordHash: passwordHash ?? row.passwordHash },
      });
      if ((await tx.user.count({ where: { role: 'administrator', disabledAt: null } })) === 0)
        throw new ProblemError('conflict', 'They are the last administrator: make somebody else one first');
      if (next.disabledAt !== null || passwordHash !== undefined)
        await tx.session.deleteMany({ where: { userId: id } });
      return toPerson(next);
    });
  }
}

/** Any number that nothing else locks in this database. */
const peopleLock = 20_261_126;

/** Until the transaction ends nobody else signs up or changes who administrates. */
export const lockPeople = async (tx: Prisma.TransactionClient): Promise<void> => {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${peopleLock})`;
};
