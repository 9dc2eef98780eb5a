import type { Clock } from './clock/index.ts';

export type PartName =
  | 'relay'
  | 'emulator'
  | 'database'
  | 'tasks'
  | 'load-balancer'
  | 'http-api'
  | 'functions'
  | 'schedules'
  | 'names'
  | 'registry'
  | 'sessions'
  | 'billing'
  | 'rehearsal';

/** Something that happened in the world, worth a line on a screen. Never holds a secret. */
export type WorldEvent = {
  at: Date;
  part: PartName;
  level: 'info' | 'warn' | 'error';
  /** What it happened to: a service, a task's id, a function's name, a database's identifier. */
  subject: string;
  /** One readable sentence, without the subject's repetition. */
  text: string;
};

export interface Events {
  emit(part: PartName, subject: string, text: string, level?: WorldEvent['level']): void;
  subscribe(listener: (event: WorldEvent) => void): () => void;
  /** The latest events, oldest first. */
  recent(count?: number): WorldEvent[];
}

const KEPT = 1000;

/** The one event stream of a rehearsal. */
export function createEvents(clock: Clock): Events {
  const kept: WorldEvent[] = [];
  const listeners = new Set<(event: WorldEvent) => void>();
  return {
    emit(part, subject, text, level = 'info') {
      const event = { at: clock.now(), part, level, subject, text };
      kept.push(event);
      if (kept.length > KEPT) kept.shift();
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    recent: (count = KEPT) => kept.slice(-count),
  };
}
