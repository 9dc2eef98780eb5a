import { startOrStop } from './start-stop.ts';

export const command = startOrStop('start', {
  lasts: 'without it 2 h; inside office hours it ends a stop',
  price:
    'It says what the time awake will cost: tasks, their public addresses, and the database where it sleeps. The rest (load\nbalancer, storage) costs the same asleep.',
  examples: '  staging start\n  staging start --for 3h --why "demo for sales"\n  staging start --until 23:30 --dry-run',
});
