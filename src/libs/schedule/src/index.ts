export { type Calendar, createCalendar } from './calendar/calendar.ts';
export {
  type Holiday,
  type HolidayName,
  HolidaysUnknown,
  holidaysEnd,
  publicHoliday,
  publicHolidayIfKnown,
} from './calendar/holidays.ts';
export type { Because, Change, Condition, Desired, ObservedCondition } from './condition.ts';
export { decide, desired, goal, upcoming } from './desired.ts';
export {
  describeServed,
  forwardingOfRoutes,
  type Leads,
  leadOf,
  readServed,
  type Served,
  targetOf,
} from './door/served.ts';
export { covers, type Deciding, databaseLease, deciding, newestCovering } from './leases/cover.ts';
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
export { mayPostpone, postpone, USED_WITHIN_MS } from './leases/use.ts';
export { type Notice, overNotice, troubleNotice } from './notices/notice.ts';
export { isOfferToken, type Offer, parseOffer, serializeOffer } from './notices/offer.ts';
export {
  type ComingSleep,
  comingSleep,
  isOutlived,
  isSleepNotice,
  nextNoticeAt,
  sleepNotice,
} from './notices/sleep-notice.ts';
export {
  deployingParameter,
  deploymentParameter,
  imageParameter,
  leaseParameter,
  memoryParameter,
  migrationsParameter,
  noticeParameter,
  offerParameter,
  rotatingParameter,
} from './parameters.ts';
export { type Action, actions, sayAction } from './reconcile/actions.ts';
export { runsBeyond } from './reconcile/beyond.ts';
export { conditionOf } from './reconcile/condition-of.ts';
export { type Image, parseImage } from './reconcile/image.ts';
export { type Memory, NO_MEMORY, parseMemory, recall, remember } from './reconcile/memory.ts';
export {
  awakeCountOf,
  type Capacity,
  databaseServes,
  type Forwarding,
  forwardingOf,
  isLongUnplaced,
  isUnplaced,
  type Observed,
  type ObservedDatabase,
  type ObservedDoor,
  type ObservedService,
  observedDatabase,
  PLAIN_DOOR,
} from './reconcile/observed.ts';
export { type Obstacle, obstacleOf, obstacles, waitingFor } from './reconcile/obstacles.ts';
export { isSettled, quietUntil } from './reconcile/settled.ts';
export { type Failure, NOT_CONVERGING, type Trouble, troublesOf } from './reconcile/troubles.ts';
export { type DoorKind, FRONT_DOORS } from './settings/doors.ts';
export { DATABASE_ENGINES, type DatabaseEngine } from './settings/engines.ts';
export { InvalidSettings } from './settings/invalid.ts';
export { parseScheduleSlice, parseSettings, parseShapes, scheduleSliceOf, shapeOf } from './settings/parse.ts';
export { type ScheduleSlice, scheduleSliceSchema } from './settings/schedule-schema.ts';
export { type Shape, type Shapes, shapesSchema } from './settings/shapes-schema.ts';
export { momentOf } from './time/moments.ts';
export { say, sayDuration, timeOfDay } from './time/say.ts';
export { dateOf, dayOf, midnight, TIME_ZONE, tokyoDay } from './time/tokyo.ts';
export { acceptsJson, acceptsPage, type Language, languageOf } from './wake-page/accept.ts';
export { safeBack } from './wake-page/back.ts';
export { isNavigation, isPrefetch } from './wake-page/navigation.ts';
export { notePage } from './wake-page/note-page.ts';
export { type PageOptions, wakePage } from './wake-page/page.ts';
export { contentSecurityPolicy } from './wake-page/policy.ts';
export { conditionJson, lineOf, problemOf } from './wake-page/problem.ts';
export type { Step, StepName, StepStatus } from './wake-page/progress.ts';
export { retryAfterS, type Status, type Visible, visible } from './wake-page/visible.ts';
export { buttonLease, offerLease, VISITS_A_DAY_MS, type Visit, visitLease } from './wake-page/visits.ts';
export type { NoteKind } from './wake-page/words.ts';
