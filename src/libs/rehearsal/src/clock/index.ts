export { type Clock, createClock, type MovableClock, type WorldClock } from './clock.ts';
export { rememberMoves } from './moved.ts';
export { createPace, type Pace } from './pace.ts';
export { pause } from './pause.ts';
