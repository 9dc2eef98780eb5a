import { longestStep, type Progress, type TerragruntAction, totals, type UnitProgress } from './progress.ts';

/** At most three lines that say how far a run is, none wider than `columns`. */
export function renderProgress(progress: Progress, nowMs: number, columns: number): string[] {
  const { planned, done, units, unitsDone } = totals(progress);
  const parts = [DOING[progress.action], `${unitsDone} of ${units} units`];
  if (planned > 0 && progress.action !== 'plan') parts.push(`${done} of ${planned}${more(progress)} resources`);
  parts.push(seconds(nowMs - progress.startedAtMs));
  return [parts.join(' · '), waiting(progress, nowMs), progress.stopping ? STOPPING : '']
    .filter((line) => line !== '')
    .map((line) => (line.length < columns ? line : `${line.slice(0, columns - 2)}…`));
}

const STOPPING = 'Stopping as soon as what is being made is written down. Again: at once, and it may not be.';

/** One line for each unit that moved on between two moments: the log of a run without a terminal. */
export function renderSteps(before: Progress, after: Progress, nowMs: number): string[] {
  const at = seconds(nowMs - after.startedAtMs);
  const stopping = after.stopping && !before.stopping ? [`        ${STOPPING}`] : [];
  const steps = after.units.flatMap((unit) => {
    const earlier = before.units.find((each) => each.unit === unit.unit)?.phase ?? 'queued';
    const text = earlier === unit.phase ? undefined : PHASES[unit.phase]?.(unit, after.action);
    return text === undefined ? [] : [`${at.padStart(10)}  ${unit.unit}: ${text}`];
  });
  return [...steps, ...stopping];
}

/** What a run waits for, longest first; empty when nothing in particular. */
export function waiting(progress: Progress, nowMs: number): string {
  const step = longestStep(progress);
  if (step) {
    const verb = VERBS[step.action] ?? step.action;
    return `waiting for ${step.unit} ${step.address} (${verb}, ${seconds(nowMs - step.sinceMs)})`;
  }
  const busy = progress.units.filter(({ phase }) => phase === 'preparing' || phase === 'reading');
  return busy.length === 0 ? '' : `reading ${busy.map(({ unit }) => unit).join(', ')}`;
}

/** `12 s`, `1 min 5 s`. */
export function seconds(ms: number): string {
  const whole = Math.max(0, Math.round(ms / 1000));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

const DOING: Record<TerragruntAction, string> = {
  init: 'Initialising',
  plan: 'Planning',
  apply: 'Applying',
  destroy: 'Destroying',
};

const VERBS: Record<string, string> = { create: 'creating', update: 'changing', delete: 'deleting', read: 'reading' };

const PHASES: Partial<Record<UnitProgress['phase'], (unit: UnitProgress, action: TerragruntAction) => string>> = {
  working: (unit) => `${unit.planned} to do`,
  done: (unit, action) =>
    action === 'plan' ? `planned, ${sayCounts(unit, PLANNED)}` : `done, ${sayCounts(unit, DONE)}`,
  failed: (unit) => `failed: ${unit.failures[0]?.summary ?? 'see below'}`,
};

const PLANNED = { add: 'to add', change: 'to change', remove: 'to remove' };
const DONE = { add: 'added', change: 'changed', remove: 'removed' };

function sayCounts({ counts }: UnitProgress, words: typeof DONE): string {
  const kinds = ['add', 'change', 'remove'] as const;
  const said = kinds.filter((kind) => counts[kind] > 0).map((kind) => `${counts[kind]} ${words[kind]}`);
  return said.join(', ') || 'nothing to change';
}

/** More may follow as long as a unit has no plan yet. */
function more(progress: Progress): string {
  return progress.units.some(({ phase }) => phase === 'queued' || phase === 'preparing') ? ' or more' : '';
}
