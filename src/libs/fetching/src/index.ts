export {
  type Answer,
  type ClientOptions,
  createGuardedClient,
  type GetOptions,
  type GuardedClient,
  type Hop,
} from './client/client.ts';
export { defaultLimits, type Limits } from './client/limits.ts';
export { type FailureCode, type FailureKind, FetchFailure } from './failure.ts';
export { type Allow, parseAllow } from './guard/allow.ts';
export type { Resolve } from './guard/resolve.ts';
export type { PageMetadata } from './page/metadata.ts';
export { pageText, pageTypes, readMetadata } from './page/read-page.ts';
export { type CheckResult, isOurFault, judge, type Known, type Verdict } from './visits/judge.ts';
export { type Observation, observe } from './visits/observe.ts';
export { mayVisit, type Robots, readRobots } from './visits/robots.ts';
