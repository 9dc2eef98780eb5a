import { expect, it } from 'vitest';
import { checkDatabase } from './database.ts';
import { event } from './testing.ts';

it('lets a rehearsal go on when no database failed', () => {
  const events = [event('database', 'available'), event('tasks', 'stopped', 'error')];
  expect(() => checkDatabase(events, '/r')).not.toThrow();
});

it('says why a database cannot be brought up, and how to go on', () => {
  const events = [event('database', 'its data is gone: there is no /r/database/it', 'error'), event('tasks', 'began')];
  expect(() => checkDatabase(events, '/r')).toThrow(
    expect.objectContaining({
      message: 'The database it cannot be brought up: its data is gone: there is no /r/database/it.',
      hint: 'Put /r/database/it right (postgres.log is in it), or move /r away to begin with an empty environment.',
      exitCode: 1,
    }),
  );
});
