import { randomBytes } from 'node:crypto';
import { type Invitation, type MadeInvitation, type NewInvitation, roles } from '@bookmark-manager/contract';
import type { Prisma } from '@bookmark-manager/prisma';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { LazyDatabase } from '../database.ts';
import type { UserId } from './identity.ts';
import { hashOf } from './identity-store.ts';

/** The invitations, which belong to all administrators together. */
@Injectable()
export class InvitationStore {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  /** Newest first. */
  async list(): Promise<Invitation[]> {
    const database = await this.#database.client();
    const rows = await database.invitation.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: 1000 });
    return rows.map(toInvitation);
  }

  async make(who: UserId, { email, role, days }: NewInvitation): Promise<MadeInvitation> {
    const code = randomBytes(24).toString('base64url');
    const expiresAt = new Date(Date.now() + days * 86_400_000);
    const database = await this.#database.client();
    const row = await database.invitation.create({
      data: { email: email ?? null, role, expiresAt, hash: hashOf(code), invitedBy: who },
    });
    return { ...toInvitation(row), code };
  }

  /** @returns whether there was such an invitation */
  async remove(id: string): Promise<boolean> {
    const database = await this.#database.client();
    const { count } = await database.invitation.deleteMany({ where: { id } });
    return count > 0;
  }
}

/** The invitation that somebody brings, as long as the transaction lasts nobody else's. */
export const findInvitation = async (tx: Prisma.TransactionClient, code: string) => {
  const row = await tx.invitation.findUnique({ where: { hash: hashOf(code) } });
  return row && { ...row, role: roleSchema.parse(row.role) };
};

type Row = {
  readonly id: string;
  readonly email: string | null;
  readonly role: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
};

const roleSchema = z.enum(roles);

const toInvitation = ({ id, email, role, createdAt, expiresAt, usedAt }: Row): Invitation => ({
  id,
  email,
  role: roleSchema.parse(role),
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
  usedAt: usedAt?.toISOString() ?? null,
});
