export { type Door, type DoorName, doorNamed, doors, onlyHttps } from './doors.ts';
export { type Drain, type DrainOptions, drainOnSignal } from './drain.ts';
export { portOf, requestIdOf, type ServingEnvironment, servingEnvironment } from './environment.ts';
export { createLog, type Fields, type Log } from './log.ts';
