import { LeaseRefused } from '@bookmark-manager/schedule';
import { type Answer, logLine, type Refusal, refusal } from './answer.ts';
import type { Clients } from './clients.ts';
import { ALLOWED, type Payload, parsePayload } from './payload.ts';
import { reconcile } from './reconcile.ts';
import type { SchedulerSettings } from './settings.ts';

export type SchedulerDependencies = {
  settings: SchedulerSettings;
  clients: Clients;
  now: () => Date;
  /** A few random letters that make a lease's name unique. */
  salt: () => string;
  /** 22 random letters that nobody can guess. */
  token: () => string;
  /** Takes one line of JSON. */
  log: (line: string) => void;
};

/** Makes the handler: reads what was asked, decides, acts, answers, and logs one line. */
export function createScheduler(dependencies: SchedulerDependencies): (event: unknown) => Promise<Answer | Refusal> {
  return async (event) => {
    const started = performance.now();
    const payload = parsePayload(event);
    const answer =
      payload === null ? refusal('this payload is not known', ALLOWED) : await answerTo(payload, dependencies);
    dependencies.log(logLine(payload?.action ?? 'unknown', answer, Math.round(performance.now() - started)));
    return answer;
  };
}

async function answerTo(payload: Payload, dependencies: SchedulerDependencies): Promise<Answer | Refusal> {
  try {
    return await reconcile(payload, dependencies);
  } catch (error) {
    if (error instanceof LeaseRefused) return refusal(`refused: ${error.message}`);
    throw error;
  }
}
