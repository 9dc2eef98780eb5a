import type { Cause, FiringAnswer } from './answer.ts';

/** Something that changed, and why; `at` is an instant in Z. */
export type Change = { at: string; subject: string; text: string; cause: Cause };

type Fact = Omit<Change, 'cause'> & { cause?: Cause };

/** What a database comes to by itself, once something else has begun. */
const ENDS = ['available', 'stopped'];
const BY_HAND: Cause = { code: 'hand', text: 'not by the schedule' };

/**
 * Writes down what changes. What changes while a target runs is its doing, and its answer says why; what a database comes to has
 * the reason of what began it; the rest is AWS's doing or somebody's.
 */
export function createChronicle(now: () => Date) {
  const facts: Fact[] = [];
  let running = 0;

  const add = (subject: string, text: string, cause?: Cause) => {
    const at = now().toISOString();
    facts.push({ at, subject, text, ...(cause && { cause }) });
  };
  const open = () => facts.filter(({ cause }) => !cause);

  function beginningOf(subject: string, text: string): Cause | undefined {
    if (!ENDS.includes(text)) return undefined;
    return facts.findLast((fact) => fact.subject === subject && !ENDS.includes(fact.text))?.cause;
  }

  return {
    /** A target is invoked; call what this returns with its answer. */
    firing(): (answer: FiringAnswer) => void {
      running += 1;
      return ({ because, actions }) => {
        running -= 1;
        const cause = because ?? BY_HAND;
        if (actions.length > 0) for (const fact of open()) fact.cause = cause;
        for (const action of actions) {
          const { subject, text } = worded(action);
          const at = now().toISOString();
          if (!facts.some((fact) => fact.at === at && fact.subject === subject && fact.text === text))
            add(subject, text, cause);
        }
        if (running === 0) for (const fact of open()) fact.cause = BY_HAND;
      };
    },
    /** The desired count of a service, or anything else that only somebody can change. */
    changed(subject: string, text: string): void {
      add(subject, text, running > 0 ? undefined : BY_HAND);
    },
    /** A database tells what it is doing now. */
    database(subject: string, text: string): void {
      const isStatus = /^[a-z-]+$/.test(text);
      const byItself = isStatus ? BY_HAND : { code: 'aws', text };
      add(subject, text, beginningOf(subject, text) ?? (running > 0 && isStatus ? undefined : byItself));
    },
    report: (): Change[] => facts.map(({ cause = BY_HAND, ...fact }) => ({ ...fact, cause })),
  };
}

/** `web: desired count 0 to 1` is about web, `start the database` about the environment. */
function worded(action: string): { subject: string; text: string } {
  const [, subject = 'environment', text = action] = /^([\w-]+): (.+)$/.exec(action) ?? [];
  return { subject, text };
}
