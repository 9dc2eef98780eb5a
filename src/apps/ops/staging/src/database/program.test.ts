import { describe, expect, it } from 'vitest';
import { libpqEnvironment, refuseOlder } from './program.ts';

const credentials = { host: 'db.internal', port: 5432, database: 'bookmarkdb', user: 'dbadmin', password: 'secret' };
const tunnel = { credentials, port: 15432, url: '', applicationUrl: '', broken: new Promise<string>(() => undefined) };

describe('the environment of psql', () => {
  it("leads through the tunnel, whatever the caller's own variables say", () => {
    const caller = { PATH: '/bin', PGHOST: 'elsewhere', PGSSLROOTCERT: '/ca', PGTZ: 'Asia/Tokyo' };
    expect(libpqEnvironment(caller, tunnel)).toEqual({
      PATH: '/bin',
      PGTZ: 'Asia/Tokyo',
      PGHOST: '127.0.0.1',
      PGPORT: '15432',
      PGUSER: 'dbadmin',
      PGPASSWORD: 'secret',
      PGDATABASE: 'bookmarkdb',
      PGSSLMODE: 'disable',
      PGAPPNAME: 'staging db',
    });
  });
});

describe('pg_dump', () => {
  it.each(['pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)', 'pg_dump (PostgreSQL) 17beta1'])(
    'that says "%s" is too old for a database of 18',
    (said) => {
      expect(() => refuseOlder('pg_dump', said, 18)).toThrow('the database of 18: an older one refuses.');
    },
  );

  it.each(['pg_dump (PostgreSQL) 18.1', 'pg_dump (PostgreSQL) 19devel'])('that says "%s" is not', (said) => {
    expect(() => refuseOlder('pg_dump', said, 18)).not.toThrow();
  });
});
