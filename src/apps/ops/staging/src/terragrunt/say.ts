import type { PlanSummary } from '@bookmark-manager/plan';
import { table } from '../text/table.ts';
import { seconds } from './render.ts';
import type { RunResult } from './run.ts';

/** Why a run failed: the first failing unit's own errors first, then what did not run because of it. */
export function sayFailure({ action, failures, units }: RunResult): string[] {
  const [first] = failures;
  const own = failures.filter(({ unit }) => unit === first?.unit).slice(0, 3);
  const others = [...new Set(failures.filter(({ unit }) => unit !== first?.unit).map(({ unit }) => unit))];
  const skipped = units.filter(({ outcome }) => outcome === 'not run').map(({ unit }) => unit);
  return [
    `${first?.unit ?? 'Terragrunt'} failed (${action}).`,
    ...own.flatMap(({ summary, detail, address, where }) => [
      `  ${summary}`,
      ...(address || where ? [`  at ${[address, where].filter(Boolean).join(', ')}`] : []),
      ...detail
        .split('\n')
        .filter(Boolean)
        .slice(0, 12)
        .map((line) => `    ${line}`),
    ]),
    ...(others.length > 0 ? [`  Failed too: ${others.join(', ')}.`] : []),
    ...(skipped.length > 0 ? [`  Not run because of it: ${skipped.join(', ')}.`] : []),
  ];
}

/** One line for each unit after a run that worked, and the whole in the last. */
export function sayDone({ units, seconds: took }: RunResult): string[] {
  const rows = units.map(({ unit, counts, seconds: own }) => [
    unit,
    ...Object.values(counts).map(String),
    seconds(own * 1000),
  ]);
  return [...table(['unit', 'added', 'changed', 'removed', 'took'], rows), `Done after ${seconds(took * 1000)}.`];
}

/** What plans would do: a line for each unit, then every removal, then a page of the rest at most. */
export function sayPlans(plans: Record<string, PlanSummary>): string[] {
  const entries = Object.entries(plans);
  const rows = entries.map(([unit, plan]) => [
    unit,
    ...[plan.add, plan.change, plan.remove].map(({ length }) => String(length)),
  ]);
  const removed = entries.flatMap(([unit, plan]) => removals(unit, plan));
  const others = entries.flatMap(([unit, plan]) => [
    ...plan.change.map((address) => `~ ${unit} ${address}`),
    ...(plan.fresh ? [] : addedAlone(plan).map((address) => `+ ${unit} ${address}`)),
    ...(isOnlyOutputs(plan) ? [`~ ${unit} outputs ${plan.outputs.join(', ')}`] : []),
  ]);
  const shown = [...removed, ...others.slice(0, PAGE)];
  const left = others.length - PAGE;
  return [
    ...table(['unit', 'add', 'change', 'remove'], rows),
    ...(shown.length > 0 ? ['', ...shown] : []),
    ...(left > 0 ? [`… and ${left} more (--json lists all)`] : []),
    ...sayDoorChange(plans),
  ];
}

/** What a door's own resource is called: the old one goes in the same apply that makes the new one. */
const DOORS = { 'load balancer': 'aws_lb.this[0]', gateway: 'aws_apigatewayv2_api.this[0]' } as const;

/** Nobody should find out by a bookmark that leads nowhere. */
function sayDoorChange({ compute }: Record<string, PlanSummary>): string[] {
  const isNew = (address: string) => compute?.add.includes(address);
  const goes = (address: string) => compute?.remove.some((removal) => removal.address === address);
  const doors = Object.entries(DOORS);
  const [made] = doors.find(([, address]) => isNew(address) && !goes(address)) ?? [];
  const [gone] = doors.find(([, address]) => goes(address) && !isNew(address)) ?? [];
  if (made === undefined || gone === undefined) return [];
  return [
    '',
    `The front door becomes a ${made} in place of the ${gone}: the address changes, and nobody comes in until the new one stands.`,
    'Then: staging status',
  ];
}

/** One line for each address that would be removed, replaced or not. */
function removals(unit: string, { remove }: PlanSummary): string[] {
  return remove.map(
    ({ address, replaced, why }) =>
      `${replaced ? '± replace' : '- remove'} ${unit} ${address}${why ? ` (${why})` : ''}`,
  );
}

const PAGE = 30;

function addedAlone({ add, remove }: PlanSummary): string[] {
  const replaced = new Set(remove.filter((removal) => removal.replaced).map(({ address }) => address));
  return add.filter((address) => !replaced.has(address));
}

function isOnlyOutputs({ add, change, remove, outputs }: PlanSummary): boolean {
  return outputs.length > 0 && add.length + change.length + remove.length === 0;
}
