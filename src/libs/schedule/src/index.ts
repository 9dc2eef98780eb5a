export { type Calendar, createCalendar } from './calendar/calendar.ts';
export type { HolidayName } from './calendar/windows.ts';
export type { Because, Change, Condition, Desired, ObservedCondition } from './condition.ts';
export { desired, goal, upcoming } from './desired.ts';
export { covers, newestCovering } from './leases/cover.ts';
export {
  type Lease,
  LONGEST_LEASE_MS,
  parseLeases,
  type StoredLease,
  serializeLease,
} from './leases/lease.ts';
export { type LeaseRequest, leaseName, makeLease, renewLease } from './leases/make.ts';
export { LeaseRefused } from './leases/refused.ts';
export { type Asked, type LeaseChange, type Request, startLease, stopLease } from './leases/start-stop.ts';
export { imageParameter, leaseParameter, migrationsParameter } from './parameters.ts';
export { type Action, actions, sayAction } from './reconcile/actions.ts';
export { conditionOf } from './reconcile/condition-of.ts';
export { type Image, parseImage } from './reconcile/image.ts';
export {
  awakeCountOf,
  databaseServes,
  type Forwarding,
  forwardingOf,
  type Observed,
  type ObservedDatabase,
  type ObservedService,
  observedDatabase,
} from './reconcile/observed.ts';
export { type Obstacle, obstacleOf, obstacles, waitingFor } from './reconcile/obstacles.ts';
export { InvalidSettings } from './settings/invalid.ts';
export { parseScheduleSlice, parseSettings, parseShapes, scheduleSliceOf, shapeOf } from './settings/parse.ts';
export { type ScheduleSlice, scheduleSliceSchema } from './settings/schedule-schema.ts';
export { type Shape, type Shapes, shapesSchema } from './settings/shapes-schema.ts';
export { say, sayDuration, timeOfDay } from './time/say.ts';
export { dateOf, dayOf, midnight, TIME_ZONE, tokyoDay } from './time/tokyo.ts';
