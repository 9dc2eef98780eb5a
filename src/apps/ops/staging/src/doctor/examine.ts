import { type Check, type Finding, type Looks, note } from './check.ts';
import type { Facts } from './facts/facts.ts';

/** `staging doctor --json`: others build on it. `ok`: there is no fault. */
export type Report = { ok: boolean; checks: (Finding & { id: string })[] };

/** Judges what was seen, by every check of the table; one that cannot look says so and why. */
export function examine(looks: Looks, checks: Readonly<Record<string, Check>>): Report {
  const onAws = 'seen' in looks.target && looks.target.seen === 'aws';
  const findings = Object.entries(checks).map(([id, check]) => {
    const finding = findingOf(looks, check);
    return { id, ...finding, next: onAws && finding.next !== null ? typedOnAws(finding.next) : finding.next };
  });
  return { ok: findings.every(({ level }) => level !== 'fault'), checks: findings };
}

function findingOf(looks: Looks, { needs, judge, blind }: Check): Finding {
  const facts: Partial<Record<keyof Facts, unknown>> = {};
  for (const name of needs) {
    const look = looks[name];
    if ('unseen' in look) return blind?.(look.unseen) ?? note(`Not looked at: ${look.unseen}.`, '', null);
    facts[name] = look.seen;
  }
  // A check names in `needs` all that it reads: the type of `defineCheck` holds it to that.
  return judge(facts as Facts);
}

/** What works on a target has to be told which; the caches and the rehearsal's clock are of this machine. */
const ON_A_TARGET = /\bstaging (?!clean|clock)[a-z][^()]*?(?=\s{2,}\(|\)|$)/g;

const typedOnAws = (next: string) => next.replace(ON_A_TARGET, (command) => `${command} --aws`);
