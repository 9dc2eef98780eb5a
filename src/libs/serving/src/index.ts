export { type Drain, type DrainOptions, drainOnSignal } from './drain.ts';
export { keepAliveMs, portOf, requestIdOf, type ServingEnvironment, servingEnvironment } from './environment.ts';
export { createLog, type Fields, type Log } from './log.ts';
