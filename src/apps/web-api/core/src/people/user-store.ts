import { setTimeout as sleep } from 'node:timers/promises';
import type { MeChange, Person, SignIn, SignUp, SignUpState } from '@bookmark-manager/contract';
import { isOutdated } from '@bookmark-manager/prisma/password';
import type { Log } from '@bookmark-manager/serving';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config.ts';
import { LazyDatabase } from '../database.ts';
import { ProblemError } from '../http/problem-error.ts';
import { CONFIG, LOG } from '../tokens.ts';
import type { UserId } from './identity.ts';
import { userId } from './identity-store.ts';
import { findInvitation } from './invitation-store.ts';
import { mayJoin } from './join.ts';
import { takeOver } from './ownerless.ts';
import { Passwords } from './passwords.ts';
import { toPerson } from './person-row.ts';
import { lockPeople } from './person-store.ts';

/** How long a request waits for rows to be taken over. */
const patienceMs = 5_000;

/** Who signed up or in. */
export type Entered = { readonly who: UserId; readonly person: Person };

/** People, as they come in and as they see themselves. */
@Injectable()
export class UserStore {
  readonly #database: LazyDatabase;
  readonly #passwords: Passwords;
  readonly #config: Config;
  readonly #log: Log;

  constructor(database: LazyDatabase, passwords: Passwords, @Inject(CONFIG) config: Config, @Inject(LOG) log: Log) {
    this.#database = database;
    this.#passwords = passwords;
    this.#config = config;
    this.#log = log;
  }

  async signUpState(): Promise<SignUpState> {
    const database = await this.#database.client();
    const isFirst = (await database.user.findFirst({ select: { id: true } })) === null;
    return { mode: this.#config.signUp, isFirst };
  }

  /** @throws ProblemError when they may not, or somebody has this address */
  async signUp({ email, password, name, invitation: code }: SignUp): Promise<Entered> {
    const passwordHash = await this.#passwords.hash(password);
    const database = await this.#database.client();
    const row = await database.$transaction(async (tx) => {
      // one after the other: of two who come first, one is; of two with one invitation, one has it
      await lockPeople(tx);
      const isFirst = (await tx.user.findFirst({ select: { id: true } })) === null;
      const invitation = code === undefined ? undefined : await findInvitation(tx, code);
      const now = new Date();
      const joins = mayJoin({ mode: this.#config.signUp, isFirst, email, invitation, now });
      if ('refused' in joins) throw new ProblemError('forbidden', joins.refused);
      if (await tx.user.findUnique({ where: { email }, select: { id: true } }))
        throw new ProblemError('conflict', 'Somebody has this e-mail address');
      const user = await tx.user.create({ data: { email, name, passwordHash, role: joins.role, createdAt: now } });
      if (invitation)
        await tx.invitation.update({ where: { id: invitation.id }, data: { usedBy: user.id, usedAt: now } });
      return user;
    });
    const who = userId(row.id);
    await this.#takeOver(who, row.role);
    return { who, person: toPerson(row) };
  }

  /** Null when there is no such address and password. */
  async signIn({ email, password }: SignIn): Promise<Entered | null> {
    const database = await this.#database.client();
    const row = await database.user.findUnique({ where: { email } });
    const isRight = await this.#passwords.matches(password, row?.passwordHash);
    if (!row || !isRight || row.disabledAt !== null) return null;
    if (isOutdated(row.passwordHash)) await this.#setPassword(userId(row.id), password);
    await this.#takeOver(userId(row.id), row.role);
    return { who: userId(row.id), person: toPerson(row) };
  }

  async get(who: UserId): Promise<Person> {
    const database = await this.#database.client();
    return toPerson(await database.user.findUniqueOrThrow({ where: { id: who } }));
  }

  /** @throws ProblemError when the current password is another one */
  async change(who: UserId, { name, password, currentPassword }: MeChange): Promise<Person> {
    const database = await this.#database.client();
    const { passwordHash } = await database.user.findUniqueOrThrow({ where: { id: who } });
    if (password !== undefined) {
      if (!(await this.#passwords.matches(currentPassword ?? '', passwordHash)))
        throw new ProblemError('forbidden', 'The current password is another one');
      await this.#setPassword(who, password);
    }
    return toPerson(await database.user.update({ where: { id: who }, data: name === undefined ? {} : { name } }));
  }

  /** Of many rows the rest is taken after the answer. */
  async #takeOver(who: UserId, role: string): Promise<void> {
    if (role !== 'administrator') return;
    const all = takeOver(await this.#database.client(), who).catch((error: unknown) => {
      this.#log.warn('rows without an owner are left', { error: error instanceof Error ? error.name : typeof error });
    });
    await Promise.race([all, sleep(patienceMs, undefined, { ref: false })]);
  }

  async #setPassword(who: UserId, password: string): Promise<void> {
    const passwordHash = await this.#passwords.hash(password);
    const database = await this.#database.client();
    await database.user.update({ where: { id: who }, data: { passwordHash } });
  }
}
