import { randomBytes } from 'node:crypto';
import type { EcsTarget } from '@bookmark-manager/sessions';
import type { Events } from '../events.ts';
import { type RunningTask, runtimeIdOf } from '../tasks/index.ts';
import type { RunningContainer } from '../tasks/run/container.ts';
import { commandWork } from './command-work.ts';
import type { Forwarding } from './documents.ts';
import { portWork } from './port-work.ts';
import type { Reach } from './reach.ts';
import { createSession, type Session, type SessionOptions } from './session.ts';
import { openTerminal } from './terminal.ts';

/** A container in which a session can be had. */
export type Place = RunningTask & { container: RunningContainer };

/** The sessions that are open, and how one is made. */
export interface Sessions {
  readonly all: ReadonlyMap<string, Session>;
  task(cluster: string, task: string): RunningTask | undefined;
  /** The container that a target names, when its task runs and its agent with it. */
  find(target: EcsTarget | undefined): Place | undefined;
  forward(place: Place, target: string, forwarding: Forwarding): Opened;
  execute(place: Place, target: string, command: readonly string[]): Opened;
  /** Where the session's data channel is. */
  streamUrl(id: string): string;
}

type Opened = { id: string; token: string };

export type SessionsOptions = {
  events: Events;
  now(): Date;
  task(cluster: string, task: string): RunningTask | undefined;
  reach: Reach;
  python: string;
  /** `ws://127.0.0.1:PORT` */
  origin(): string;
};

export function createOpenSessions(options: SessionsOptions): Sessions {
  const all = new Map<string, Session>();
  const tell = (id: string, text: string, level?: 'warn') => options.events.emit('sessions', id, text, level);

  return {
    all,
    task: options.task,
    find(target) {
      const found = target && options.task(target.cluster, target.task);
      const record = found?.task.containers.find((one) => runtimeIdOf(found.task, one) === target?.runtimeId);
      const container = record && found?.run.container(record.name);
      return found?.task.enableExecuteCommand && container ? { ...found, container } : undefined;
    },
    forward({ task, run }, target, { host, port, localPort }) {
      const id = `rehearsal-${randomId()}`;
      return keep(run, id, target, ({ connectFailed }) =>
        portWork({
          port,
          localPort,
          connectFailed,
          reach: () => options.reach(task, host, Number(port)),
          warn: (text) => tell(id, `cannot connect to ${host || 'the task'}:${port}: ${text}`, 'warn'),
        }),
      );
    },
    execute({ run, container }, target, command) {
      const open = () => openTerminal(container, command, options.python);
      return keep(run, `ecs-execute-command-${randomId()}`, target, ({ over }) => commandWork({ open, over }));
    },
    streamUrl: (id) => `${options.origin()}/v1/data-channel/${id}?role=publish_subscribe`,
  };

  function keep(run: RunningTask['run'], id: string, target: string, work: SessionOptions['work']): Opened {
    const session = createSession({ id, target, work, now: options.now, told: (text) => tell(id, text) });
    all.set(id, session);
    void run.finished.then(() => session.end({ because: 'its task has stopped', tellClient: true }));
    void session.ended.then(() => all.delete(id));
    return { id, token: session.token() };
  }
}

const randomId = () => randomBytes(9).toString('hex').slice(0, 17);
