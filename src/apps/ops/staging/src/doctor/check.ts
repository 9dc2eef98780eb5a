import type { Facts } from './facts/facts.ts';

/** `ok`: as it should be. `note`: worth knowing, or not looked at. `fault`: wrong. */
export type Level = 'ok' | 'note' | 'fault';

/** What a check found: a sentence, what it is read from, and the command to type next. */
export type Finding = { level: Level; finding: string; evidence: string; next: string | null };

/** A fact that was seen, or why nobody could look. */
export type Look<T> = { seen: T } | { unseen: string };
export type Looks = { readonly [Name in keyof Facts]: Look<Facts[Name]> };

/** A check says which facts it needs, and judges them. It asks nobody: the same facts give the same finding. */
export type Check = {
  needs: readonly (keyof Facts)[];
  judge(facts: Facts): Finding;
  /** Where why it cannot look is itself a finding. */
  blind?(why: string): Finding | null;
};

export function defineCheck<Name extends keyof Facts>(
  needs: readonly Name[],
  judge: (facts: Pick<Facts, Name>) => Finding,
  blind?: (why: string) => Finding | null,
): Check {
  return { needs, judge, ...(blind ? { blind } : {}) };
}

export const ok = (finding: string, evidence = ''): Finding => ({ level: 'ok', finding, evidence, next: null });
export const note = (finding: string, evidence: string, next: string | null): Finding => ({
  level: 'note',
  finding,
  evidence,
  next,
});
export const fault = (finding: string, evidence: string, next: string): Finding => ({
  level: 'fault',
  finding,
  evidence,
  next,
});

/** There is nothing to judge yet: one other check says that it is missing. */
export const waits = (what: string): Finding => note(`Not looked at: ${what}.`, '', null);

const RANK = { fault: 2, note: 1, ok: 0 } satisfies Record<Level, number>;

/** The worst of several findings; what the others of its level say stands in its evidence. */
export function worst(findings: readonly (Finding | null)[], otherwise: Finding): Finding {
  const all = findings.filter((each) => each !== null);
  const [first, ...rest] = [...all].sort((one, other) => RANK[other.level] - RANK[one.level]);
  if (first === undefined || first.level === 'ok') return otherwise;
  const others = rest.filter(({ level }) => level === first.level).map(({ finding }) => finding);
  return { ...first, evidence: [first.evidence, ...others].filter(Boolean).join('; ') };
}
