export { ACCOUNT_ID, CREDENTIALS } from './account.ts';
export {
  type Clock,
  createClock,
  createPace,
  type MovableClock,
  type Pace,
  pause,
  type WorldClock,
} from './clock/index.ts';
export { type EmptyOptions, startEmpty } from './empty.ts';
export { SnapshotError } from './emulator/index.ts';
export { createEvents, type Events, type PartName, type WorldEvent } from './events.ts';
export type { Part } from './part.ts';
export { DamagedImages } from './registry/index.ts';
export type { RunHooks, RunReport } from './run/index.ts';
export type { RoomKind } from './tasks/index.ts';
export { startWorld, type World, type WorldOptions } from './world.ts';
