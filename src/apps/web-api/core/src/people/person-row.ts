import { type Person, roles } from '@bookmark-manager/contract';
import { z } from 'zod';

/** A row as Prisma reads it. */
export type PersonRow = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
};

const roleSchema = z.enum(roles);

/** A row as the API shows it. */
export const toPerson = (row: PersonRow): Person => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: roleSchema.parse(row.role),
  createdAt: row.createdAt.toISOString(),
  disabledAt: row.disabledAt?.toISOString() ?? null,
});
