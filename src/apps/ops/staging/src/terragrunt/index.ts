export { awsEnvironment, rehearsalEnvironment, rehearsalSettings } from '../target/environment.ts';
export {
  advance,
  type Counts,
  type Failure,
  longestStep,
  type Progress,
  startProgress,
  type TerragruntAction,
  totals,
  type UnitProgress,
} from './progress.ts';
export { renderProgress, renderSteps } from './render.ts';
export {
  listUnits,
  type RunOptions,
  type RunResult,
  runTerragrunt,
  terragruntArguments,
  type UnitResult,
} from './run.ts';
export { findTools, type Tools } from './tools.ts';
export { createView, type View } from './view.ts';
