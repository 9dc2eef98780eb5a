import { usersProgram } from '@bookmark-manager/prisma/migrate/users';

// A one-off task while DATABASE_URL is rotated: admits the database's user who is next, and retires the one before.
usersProgram(process.env, process.argv.slice(2)).then(
  (last) => {
    process.stdout.write(`${last}\n`, () => process.exit(0));
  },
  (error: unknown) => {
    process.stdout.write(`${error instanceof Error ? error.message : error}\n`, () => process.exit(1));
  },
);
