import { pause } from '../clock/index.ts';
import type { Context, TargetHealth } from '../context.ts';
import type { Faults } from '../faults/index.ts';
import { afterNoRoom, afterRunning, afterStop } from './core/failures.ts';
import { reconcile } from './core/reconcile.ts';
import { newServiceTask } from './new-task.ts';
import { detach, rejoin, targetsOf } from './run/attach.ts';
import type { Bench } from './run/bench.ts';
import { runTask, type TaskRun } from './run/task-run.ts';
import { withEvents } from './service-events.ts';
import type { Service, StopOrder, Targets, Task } from './types.ts';
import { underway } from './underway.ts';

/** Keeps the services' tasks as the pure core decides, and runs them. */
export interface Scheduler extends AsyncDisposable {
  readonly services: Map<string, Service>;
  readonly tasks: Map<string, Task>;
  /** Brings a recorded task to life. */
  launch(task: Task): void;
  stop(task: Task, order: StopOrder): void;
  /** The life of a task that has not stopped yet. */
  run(task: Task): TaskRun | undefined;
  /** Replaces a service's record and looks at it at once. */
  put(service: Service): void;
  /** Notes that the tasks of the last run are gone, then follows the services. */
  start(): Promise<void>;
  /** Registers again what runs, and takes away again what has stopped: the other AWS services may have forgotten it. */
  rejoin(): Promise<void>;
  /** What is physically under way, a sentence each. */
  underway(): string[];
}

type Tools = Omit<Bench, 'changed' | 'tell' | 'warn'> & { targetHealth: TargetHealth; faults: Pick<Faults, 'refuses'> };

/** As ECS words it. */
const NO_ROOM =
  'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.';

/** ECS keeps a stopped task about this long. */
const STOPPED_KEPT_MS = 3_600_000;
/** Time at the machine's pace between two looks at the services, and the least real time. */
const LOOK_EVERY_MS = 1_000;
const LOOK_LEAST_REAL_MS = 50;
/** Real time: Fargate's longest stop timeout, and a little for the last log lines. */
const LONGEST_STOP_MS = 130_000;

export function createScheduler(
  context: Pick<Context, 'clock' | 'pace' | 'events' | 'store'>,
  tools: Tools,
): Scheduler {
  const { clock, pace, events, store } = context;
  const services = store.map<Service>('tasks.services');
  const tasks = store.map<Task>('tasks.tasks');
  const runs = new Map<string, TaskRun>();
  /** Since when a task has run, at the machine's pace. */
  const ranFrom = new Map<string, number>();
  /** Until when a service waits with its next start. */
  const held = new Map<string, number>();
  const ending = new AbortController();
  const bench: Bench = { ...tools, changed, tell, warn };
  let looking: NodeJS.Timeout | undefined;
  let following: NodeJS.Timeout | undefined;
  let over = false;
  let turn = 0;

  return {
    services,
    tasks,
    launch,
    stop,
    run: ({ arn }) => runs.get(arn),
    put(service) {
      services.set(service.arn, service);
      store.touch();
      soon();
    },
    async start() {
      await Promise.all([...tasks.values()].filter((task) => task.lastStatus !== 'STOPPED').map(bury));
      for (const service of services.values())
        services.set(service.arn, { ...service, failedStarts: 0, startNotBefore: 0 });
      following ??= setInterval(look, Math.max(LOOK_LEAST_REAL_MS, LOOK_EVERY_MS / pace.speed));
      look();
    },
    rejoin: () => rejoin([...tasks.values()], { ...bench, tell: () => undefined }),
    underway: () => underway([...services.values()], [...tasks.values()], decide),
    async [Symbol.asyncDispose]() {
      over = true;
      ending.abort();
      clearInterval(following);
      clearTimeout(looking);
      const reason = 'The rehearsal was stopped';
      for (const run of runs.values()) run.stop({ code: 'TerminationNotice', reason }, { drain: false });
      const ended = Promise.all([...runs.values()].map((run) => run.finished));
      const patience = new AbortController();
      await Promise.race([ended, pause(LONGEST_STOP_MS, patience.signal)]);
      patience.abort();
    },
  };

  function look(): void {
    if (over) return;
    const now = clock.now().getTime();
    for (const [arn, task] of tasks) {
      // Either way: the clock may have been set back.
      if (task.stoppedAt !== undefined && Math.abs(now - task.stoppedAt) > STOPPED_KEPT_MS) tasks.delete(arn);
    }
    for (const service of [...services.values()]) if (service.status !== 'INACTIVE') follow(service, now);
  }

  function decide(service: Service) {
    return reconcile(service, [...tasks.values()], targets, clock.now().getTime(), ranMs);
  }

  function ranMs({ arn }: Task): number {
    const nowMs = pace.now().getTime();
    return nowMs - (ranFrom.get(arn) ?? nowMs);
  }

  function follow(before: Service, now: number): void {
    const { service, told, stops, starts: wanted } = decide(before);
    const refused = wanted > 0 && tools.faults.refuses(service.name);
    const starts = refused ? 0 : wanted;
    if (service !== before || refused) services.set(service.arn, refused ? afterNoRoom(service, now) : service);
    say(service.arn, refused ? [...told, NO_ROOM] : told);
    hold(service.arn, now);
    for (const { task, ...order } of stops) stop(task, order);
    if (stops.length > 0)
      say(service.arn, [`has stopped ${stops.length} running tasks: ${list(stops.map((one) => one.task))}.`]);
    const started = Array.from({ length: starts }, () => newServiceTask(service, now, turn++)).filter(
      (one) => one !== undefined,
    );
    if (started.length > 0) say(service.arn, [`has started ${started.length} tasks: ${list(started)}.`]);
    for (const task of started) launch(task);
    if (service !== before) store.touch();
  }

  /** Looks again when the time of a service has come that waits with its next start. */
  function hold(arn: string, now: number): void {
    const until = services.get(arn)?.startNotBefore ?? 0;
    if (until <= now || held.get(arn) === until) return;
    held.set(arn, until);
    void clock.sleepUntil(new Date(until), ending.signal).then(soon);
  }

  function launch(task: Task): void {
    if (over) throw new Error('the rehearsal is being stopped');
    tasks.set(task.arn, task);
    const run = runTask(task, bench);
    runs.set(task.arn, run);
    store.touch();
    void run.finished.then(() => {
      runs.delete(task.arn);
      ranFrom.delete(task.arn);
      stopped(task);
    });
  }

  function stop(task: Task, order: StopOrder): void {
    runs.get(task.arn)?.stop(order);
  }

  function changed(task: Task): void {
    if (task.lastStatus === 'RUNNING' && !ranFrom.has(task.arn)) ranFrom.set(task.arn, pace.now().getTime());
    const service = task.serviceArn && services.get(task.serviceArn);
    if (service && task.lastStatus === 'RUNNING') services.set(service.arn, afterRunning(service));
    store.touch();
    soon();
  }

  function stopped(task: Task): void {
    const exits = task.containers.flatMap((one) => (one.exitCode === undefined ? [] : `${one.name} ${one.exitCode}`));
    const failed = task.stopCode === 'TaskFailedToStart' || exits.some((text) => !text.endsWith(' 0'));
    const text = `stopped: ${task.stoppedReason}${exits.length > 0 ? ` (exit code of ${exits.join(', ')})` : ''}`;
    events.emit('tasks', `task ${task.id}`, text, failed ? 'warn' : 'info');
    const service = task.serviceArn && services.get(task.serviceArn);
    if (!service) return;
    const after = afterStop(service, task, clock.now().getTime());
    services.set(service.arn, after.service);
    say(service.arn, after.told);
    soon();
  }

  /** A task of the last run: its processes are gone, and nothing must lead to its address any more. */
  async function bury(task: Task): Promise<void> {
    await detach(task, { cloud: tools.cloud, tell: () => undefined });
    task.lastStatus = 'STOPPED';
    task.desiredStatus = 'STOPPED';
    task.stoppedAt = clock.now().getTime();
    task.stopCode ??= 'TerminationNotice';
    task.stoppedReason ??= 'The rehearsal ended while the task was running';
    for (const container of task.containers) container.lastStatus = 'STOPPED';
    store.touch();
  }

  function targets(task: Task): Targets {
    return targetsOf(task).map(({ group, port }) => ({
      targetGroupArn: group,
      state: tools.targetHealth(group, task.address ?? '', port),
    }));
  }

  function warn(task: Task, text: string): void {
    events.emit('tasks', `task ${task.id}`, text, 'warn');
  }

  function tell(task: Task, message: string): void {
    if (task.serviceArn) say(task.serviceArn, [message]);
  }

  function say(arn: string, messages: readonly string[]): void {
    const service = services.get(arn);
    if (!service || messages.length === 0) return;
    services.set(arn, withEvents(service, messages, clock.now().getTime()));
    for (const message of messages) events.emit('tasks', service.name, message);
    store.touch();
  }

  function soon(): void {
    looking ??= setTimeout(() => {
      looking = undefined;
      if (following) look();
    }, 0);
  }
}

const list = (tasks: readonly Task[]) => tasks.map(({ id }) => `(task ${id})`).join(' ');
