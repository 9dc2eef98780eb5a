import { startOrStop } from './start-stop.ts';

export const command = startOrStop('stop', {
  lasts: 'without it until the next office hours',
  price: 'It says what that saves. An operation that holds the environment awake, such as a migration, is waited for.',
  examples: '  staging stop\n  staging stop --until "2026-12-07 09:00" --why "nobody is here"',
});
