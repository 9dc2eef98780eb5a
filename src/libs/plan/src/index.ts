export { type Plan, parsePlan, type ResourceChange, regionOf } from './plan.ts';
export { parseRunReport, type UnitRun } from './report.ts';
export { LOG_FORMAT, parseRunLine, type RunLine } from './run-line.ts';
export { isClean, type PlanSummary, type Removal, summarise } from './summary.ts';
export { parseUiMessage, type UiMessage } from './ui-message.ts';
