import { startOrStop } from './start-stop.ts';

export const command = startOrStop('stop', 'without it until the next office hours');
