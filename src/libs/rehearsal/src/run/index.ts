export type { Change } from './chronicle.ts';
export type { Hours } from './hours.ts';
export { controlPages } from './pages.ts';
export type { RunReport } from './run.ts';
export { createRuns, type RunHooks, type Runs } from './runs.ts';
