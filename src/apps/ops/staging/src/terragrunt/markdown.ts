import { isClean, type PlanSummary } from '@bookmark-manager/plan';

/** What a report says beside the plans. */
export type ReportOptions = {
  /** `database` was compared with its last known state: the role that planned may read no secret. */
  withoutSecrets: boolean;
};

/**
 * What plans would do, for a pull request: names of resources and counts, never a value. Addresses of people are left out, and
 * whatever could be taken for markup. At most 60,000 characters; GitHub takes 65,536.
 */
export function reportPlans(plans: Record<string, PlanSummary>, options: ReportOptions): string {
  const entries = Object.entries(plans);
  const lines = entries.flatMap(([unit, plan]) => linesOf(unit, plan));
  const shown = lines.slice(0, MOST_LINES);
  const left = lines.length - shown.length;
  return [
    `### ${headline(entries.map(([, plan]) => plan))}`,
    '',
    '| unit | add | change | remove |',
    '| ---- | --: | -----: | -----: |',
    ...entries.map(
      ([unit, { add, change, remove }]) => `| ${unit} | ${add.length} | ${change.length} | ${remove.length} |`,
    ),
    ...(shown.length > 0 ? ['', ...shown] : []),
    ...(left > 0 ? ['', `… and ${left} more: \`staging plan\` shows all.`] : []),
    '',
    ...(options.withoutSecrets ? [WITHOUT_SECRETS] : []),
    ASLEEP,
    '',
  ].join('\n');
}

/** So many lines of the longest addresses stay below what GitHub takes. */
const MOST_LINES = 200;
const LONGEST = 240;

const WITHOUT_SECRETS =
  '`database` was compared with what was applied last, not with AWS: the role that planned may read no secret.';
const ASLEEP =
  'Desired counts, the weights of the listener and whether the database runs belong to the scheduler: asleep is no change.';

function headline(plans: readonly PlanSummary[]): string {
  if (plans.every(isClean)) return `Nothing to change in ${plans.length} units`;
  const sum = (count: (plan: PlanSummary) => number) => plans.reduce((total, plan) => total + count(plan), 0);
  const [add, change, remove] = [
    sum((plan) => plan.add.length),
    sum((plan) => plan.change.length),
    sum((plan) => plan.remove.length),
  ];
  return `${add} to add, ${change} to change, ${remove} to remove`;
}

/** What is lost comes first. */
function linesOf(unit: string, { add, change, remove, outputs }: PlanSummary): string[] {
  const replaced = new Set(remove.filter((removal) => removal.replaced).map(({ address }) => address));
  const line = (sign: string, address: string, why = '') => `- \`${sign}\` ${unit} \`${plain(address)}\`${why}`;
  return [
    ...remove.map(({ address, replaced, why }) =>
      line(replaced ? 'replace' : 'remove', address, why ? ` (${why})` : ''),
    ),
    ...change.map((address) => line('change', address)),
    ...add.filter((address) => !replaced.has(address)).map((address) => line('add', address)),
    ...outputs.map((name) => line('output', name)),
  ];
}

/** An address of Terraform as one span of code: no IP address, nothing that ends the span. */
function plain(address: string): string {
  const text = address.replaceAll(/\d{1,3}(?:\.\d{1,3}){3}/g, '…').replaceAll(/[`\r\n|]/g, ' ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
