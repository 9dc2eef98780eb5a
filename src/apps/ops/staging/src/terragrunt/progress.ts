import type { RunLine, UiMessage } from '@bookmark-manager/plan';

export type TerragruntAction = 'init' | 'plan' | 'apply' | 'destroy';

/** How far a run is. `planned` and `done` count resources that are created, changed, deleted or replaced. */
export type Progress = {
  action: TerragruntAction;
  startedAtMs: number;
  units: UnitProgress[];
  /** Somebody has interrupted it. */
  stopping?: boolean;
};

export type UnitProgress = {
  unit: string;
  /** `queued`: waits for others. `preparing`: modules and providers. `reading`: the plan is being made. */
  phase: 'queued' | 'preparing' | 'reading' | 'working' | 'done' | 'failed';
  planned: number;
  done: number;
  /** Addresses of which one half of a replacement is still to come. */
  replacing: readonly string[];
  running: RunningStep[];
  counts: Counts;
  failures: Failure[];
};

export type Counts = { add: number; change: number; remove: number };
export type RunningStep = { address: string; action: string; sinceMs: number };

/** An error, in its tool's own words. */
export type Failure = { summary: string; detail: string; address?: string; where?: string };

/** A run that has not begun. */
export function startProgress(action: TerragruntAction, units: readonly string[], nowMs: number): Progress {
  return { action, startedAtMs: nowMs, units: units.map(queued) };
}

/** The progress after one more line. */
export function advance(progress: Progress, line: RunLine, nowMs: number): Progress {
  const { unit: name } = line;
  if (name === undefined) return progress;
  const known = progress.units.some(({ unit }) => unit === name);
  const units = known ? progress.units : [...progress.units, queued(name)];
  const step = (unit: UnitProgress) =>
    line.kind === 'terraform' ? afterMessage(unit, line.message, progress.action, nowMs) : afterText(unit);
  return { ...progress, units: units.map((unit) => (unit.unit === name ? step(unit) : unit)) };
}

/** What takes longest of everything that runs now. */
export function longestStep(progress: Progress): (RunningStep & { unit: string }) | undefined {
  return progress.units
    .flatMap((unit) => unit.running.map((step) => ({ ...step, unit: unit.unit })))
    .reduce<(RunningStep & { unit: string }) | undefined>(
      (longest, step) => (longest && longest.sinceMs <= step.sinceMs ? longest : step),
      undefined,
    );
}

/**
 * What would be lost if the run were interrupted now. Told to stop, Terraform's providers drop the call that they have just made: AWS makes
 * what was asked for, no state ever hears of it, and the next run is told that it exists already. After some seconds the call was answered,
 * and its name is known, whatever is still waited for.
 */
export function unanswered({ units }: Progress, nowMs: number): readonly string[] {
  return units.flatMap(({ running }) =>
    running
      .filter(({ action, sinceMs }) => action === 'create' && nowMs - sinceMs < ANSWERED_MS)
      .map(({ address }) => address),
  );
}

const ANSWERED_MS = 5000;

/** Steps and units over the whole run; `planned` grows until every unit has its plan. */
export function totals(progress: Progress): { planned: number; done: number; units: number; unitsDone: number } {
  const sum = (of: (unit: UnitProgress) => number) => progress.units.reduce((total, unit) => total + of(unit), 0);
  return {
    planned: sum((unit) => unit.planned),
    done: sum((unit) => unit.done),
    units: progress.units.length,
    unitsDone: sum((unit) => (unit.phase === 'done' ? 1 : 0)),
  };
}

function queued(unit: string): UnitProgress {
  const counts = { add: 0, change: 0, remove: 0 };
  return { unit, phase: 'queued', planned: 0, done: 0, replacing: [], running: [], counts, failures: [] };
}

function afterText(unit: UnitProgress): UnitProgress {
  return unit.phase === 'queued' ? { ...unit, phase: 'preparing' } : unit;
}

function afterMessage(unit: UnitProgress, message: UiMessage, action: TerragruntAction, nowMs: number): UnitProgress {
  switch (message.type) {
    case 'planned_change':
      return plan(unit, message.change);
    case 'apply_start':
      return isStep(message.hook.action) ? begin(unit, message.hook, nowMs) : unit;
    case 'apply_complete':
      return isStep(message.hook.action) ? complete(unit, message.hook) : unit;
    case 'apply_errored':
      return end(unit, message.hook);
    case 'change_summary':
      return afterSummary(unit, message.changes, action);
    case 'diagnostic':
      return message.diagnostic.severity === 'error' ? fail(unit, message.diagnostic) : unit;
    default:
      return unit.phase === 'queued' || unit.phase === 'preparing' ? { ...unit, phase: 'reading' } : unit;
  }
}

/** Reading a data source is nothing that anybody waits to see counted. */
const isStep = (action: string) => ['create', 'update', 'delete', 'replace'].includes(action);

type Change = Extract<UiMessage, { type: 'planned_change' }>['change'];

function plan(unit: UnitProgress, { action, resource }: Change): UnitProgress {
  if (!isStep(action)) return { ...unit, phase: 'reading' };
  const replacing = action === 'replace' ? [...unit.replacing, resource.addr] : unit.replacing;
  return { ...unit, phase: 'reading', planned: unit.planned + 1, replacing };
}

type Hook = Extract<UiMessage, { type: 'apply_start' }>['hook'];

function begin(unit: UnitProgress, hook: Hook, nowMs: number): UnitProgress {
  const step = { address: hook.resource.addr, action: hook.action, sinceMs: nowMs };
  return { ...unit, phase: unit.phase === 'failed' ? 'failed' : 'working', running: [...unit.running, step] };
}

/** A replacement is done when both its halves are, whichever comes first. */
function complete(unit: UnitProgress, hook: Hook): UnitProgress {
  const ended = end(unit, hook);
  const address = hook.resource.addr;
  if (!unit.replacing.includes(address)) return { ...ended, done: unit.done + 1 };
  return { ...ended, replacing: unit.replacing.filter((each) => each !== address) };
}

function end(unit: UnitProgress, hook: Hook): UnitProgress {
  return { ...unit, running: unit.running.filter(({ address }) => address !== hook.resource.addr) };
}

type Summary = Extract<UiMessage, { type: 'change_summary' }>['changes'];

/** A run that applies prints two summaries: what is planned, then what was done. */
function afterSummary(unit: UnitProgress, changes: Summary, action: TerragruntAction): UnitProgress {
  const counts = { add: changes.add, change: changes.change, remove: changes.remove };
  const last = action === 'plan' || changes.operation !== 'plan';
  return { ...unit, counts, phase: last && unit.phase !== 'failed' ? 'done' : unit.phase };
}

type Diagnostic = Extract<UiMessage, { type: 'diagnostic' }>['diagnostic'];

function fail(unit: UnitProgress, diagnostic: Diagnostic): UnitProgress {
  const { summary, detail, address, range } = diagnostic;
  const failure: Failure = {
    summary,
    detail,
    ...(address ? { address } : {}),
    ...(range ? { where: `${range.filename}:${range.start.line}` } : {}),
  };
  return { ...unit, phase: 'failed', failures: [...unit.failures, failure] };
}
