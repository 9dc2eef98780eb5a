import {
  actions,
  createCalendar,
  desired,
  goal,
  type Lease,
  LeaseRefused,
  leaseName,
  startLease,
  stopLease,
} from '@bookmark-manager/schedule';
import { act, type Outcome } from './act.ts';
import { type Answer, answerOf, logLine, type Refusal, refusal } from './answer.ts';
import type { Clients } from './clients.ts';
import { readLeases, writeLeases } from './leases.ts';
import { observe } from './observe.ts';
import { ALLOWED, type Payload, parsePayload } from './payload.ts';
import type { SchedulerSettings } from './settings.ts';

export type SchedulerDependencies = {
  settings: SchedulerSettings;
  clients: Clients;
  now: () => Date;
  /** A few random letters that make a lease's name unique. */
  salt: () => string;
  /** Takes one line of JSON. */
  log: (line: string) => void;
};

/** Makes the handler: reads what was asked, decides, acts, answers, and logs one line. */
export function createScheduler(dependencies: SchedulerDependencies): (event: unknown) => Promise<Answer | Refusal> {
  return async (event) => {
    const started = dependencies.now();
    const payload = parsePayload(event);
    const answer =
      payload === null ? refusal('this payload is not known', ALLOWED) : await answerTo(payload, dependencies);
    dependencies.log(logLine(payload?.action ?? 'unknown', answer, dependencies.now().getTime() - started.getTime()));
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

/** The lease is stored before anything is observed: should the rest fail, the next firing carries it out. */
async function reconcile(payload: Payload, dependencies: SchedulerDependencies): Promise<Answer> {
  const { settings, clients } = dependencies;
  const now = dependencies.now();
  const calendar = createCalendar(settings.slice);
  const { leases, problems, told } = await heed(payload, dependencies, now);
  const { observed, rules } = await observe(clients, settings, now);
  const wanted = desired(calendar, leases, now);
  const target = goal(calendar, leases, now);
  const outcomes: Outcome[] =
    payload.action === 'status' ? [] : await act(clients, settings, rules, actions(target, observed));
  return answerOf({ wanted, target, observed, leases, problems, told, outcomes, now });
}

/** The leases as they are after what was asked for. */
async function heed(
  payload: Payload,
  dependencies: SchedulerDependencies,
  now: Date,
): Promise<{ leases: Lease[]; problems: string[]; told: string | null }> {
  const { settings, clients, salt } = dependencies;
  const { leases, problems } = await readLeases(clients.ssm, settings.parameterPrefix);
  if (payload.action === 'reconcile' || payload.action === 'status') return { leases, problems, told: null };
  const asked = { calendar: createCalendar(settings.slice), leases, now, id: leaseName(payload.action, now, salt()) };
  const change = payload.action === 'start' ? startLease(payload, asked) : stopLease(payload, asked);
  const ended = leases.filter(({ until }) => until <= now);
  await writeLeases(clients.ssm, settings.parameterPrefix, change, ended);
  const left = leases.filter((lease) => !change.remove.includes(lease) && !ended.includes(lease));
  return { leases: change.put ? [...left, change.put] : left, problems, told: change.text };
}
