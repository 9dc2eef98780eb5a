import {
  actions,
  createCalendar,
  desired,
  type Failure,
  goal,
  holidaysEnd,
  isSettled,
  type Lease,
  type Memory,
  nextNoticeAt,
  publicHolidayIfKnown,
  quietUntil,
  recall,
  remember,
  runsBeyond,
  troublesOf,
} from '@bookmark-manager/schedule';
import { act, type Outcome } from './act.ts';
import { type Answer, answerOf, failuresOf } from './answer.ts';
import { heed, postponeWhileUsed } from './heed.ts';
import { observe } from './observe.ts';
import { readParameters, writeMemory } from './parameters.ts';
import type { Payload } from './payload.ts';
import type { SchedulerDependencies } from './scheduler.ts';
import { tell } from './tell.ts';

/** Observes, decides, acts, remembers and tells; for `status` it observes and decides. */
export async function reconcile(payload: Payload, dependencies: SchedulerDependencies): Promise<Answer> {
  const { settings, clients } = dependencies;
  const looksOnly = payload.action === 'status';
  const now = dependencies.now();
  const calendar = createCalendar(settings.slice, publicHolidayIfKnown);
  const [{ leases: heeded, problems, heard }, stored] = await Promise.all([
    heed(payload, calendar, dependencies, now),
    readParameters(clients.ssm, settings),
  ]);
  const toward = goal(calendar, heeded, now).condition;
  const images = Object.fromEntries(Object.entries(stored.images).map(([name, image]) => [name, image?.image ?? null]));
  const memory = recall(stored.memory, { toward, images, leases: heeded, now });
  const { observed, view } = await observe(clients, settings, { ...stored, memory, leases: heeded }, now);

  const failures: Failure[] = [];
  const attempt = async <T>(action: string, work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      failures.push({ action, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
      return otherwise;
    }
  };
  const use = looksOnly
    ? null
    : await attempt(
        'see whether it is used',
        () => postponeWhileUsed({ calendar, leases: heeded, observed }, dependencies, now),
        null,
      );
  const leases: Lease[] = use === null ? heeded : [...heeded, use];
  const target = goal(calendar, leases, now);

  // What took long enough to be overtaken by an edge leaves the rest to the next firing.
  const isStale = goal(calendar, leases, dependencies.now()).condition !== target.condition;
  const steps = looksOnly || isStale ? [] : actions(target, observed);
  const outcomes: Outcome[] = await act(clients, settings, view.flip, steps);
  const settled = isSettled(observed, target);
  const taken = outcomes.flatMap(({ action, error }) => (error === null ? [action] : []));
  const next: Memory = remember(memory, { settled, taken, observed, now });
  const troubles = troublesOf({ target, observed, failures: failuresOf(outcomes), memory: next }, now);
  let told: string[] = [];
  if (!looksOnly) {
    if (JSON.stringify(next) !== JSON.stringify(stored.memory))
      await attempt('remember', () => writeMemory(clients.ssm, settings.parameterPrefix, next), undefined);
    const news = { calendar, leases, target, observed, troubles, settled, now, token: dependencies.token };
    told = await attempt('send a notice', () => tell(clients, settings, news), []);
  }
  const end = settings.slice.schedule.public_holidays ? holidaysEnd(now) : null;
  return answerOf({
    wanted: desired(calendar, leases, now),
    target,
    observed,
    leases,
    problems: end === null ? problems : [...problems, end],
    heard,
    outcomes,
    failures,
    told,
    settled,
    beyondCalendar: runsBeyond(calendar, observed, { databaseSleeps: settings.slice.schedule.database_sleeps }, now),
    quietUntil: quietUntil({ calendar, observed, target }, [nextNoticeAt(calendar, leases, now)], now),
    now,
  });
}
