import type { Person, SignIn, SignUp } from '@bookmark-manager/contract';
import { Injectable } from '@nestjs/common';
import { LazyDatabase } from '../database.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { UserId } from './identity.ts';
import { userId } from './identity-store.ts';
import { hashPassword, isPassword } from './password.ts';
import { toPerson } from './person-row.ts';

/** The people. */
@Injectable()
export class UserStore {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  /** @throws ProblemError when somebody has this address */
  async signUp({ email, password, name }: SignUp): Promise<{ readonly who: UserId; readonly person: Person }> {
    const passwordHash = await hashPassword(password);
    const database = await this.#database.client();
    const row = await database.$transaction(async (tx) => {
      // one after the other: of two who come first, one is
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(20261126)`;
      const role = (await tx.user.findFirst({ select: { id: true } })) === null ? 'administrator' : 'member';
      if (await tx.user.findUnique({ where: { email }, select: { id: true } }))
        throw new ProblemError('conflict', 'Somebody has this e-mail address');
      return tx.user.create({ data: { email, name, passwordHash, role } });
    });
    return { who: userId(row.id), person: toPerson(row) };
  }

  /** Null when there is no such address and password. */
  async signIn({ email, password }: SignIn): Promise<{ readonly who: UserId; readonly person: Person } | null> {
    const database = await this.#database.client();
    const row = await database.user.findUnique({ where: { email } });
    const isRight = await isPassword(password, row?.passwordHash ?? '');
    return row && isRight && row.disabledAt === null ? { who: userId(row.id), person: toPerson(row) } : null;
  }

  async get(who: UserId): Promise<Person> {
    const database = await this.#database.client();
    return toPerson(await database.user.findUniqueOrThrow({ where: { id: who } }));
  }
}
