import { startOrStop } from './start-stop.ts';

export const command = startOrStop('start', 'without it 2 h; inside office hours it ends a stop');
