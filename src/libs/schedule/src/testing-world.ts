import type { Action } from './reconcile/actions.ts';
import type { Observed } from './reconcile/observed.ts';
import { applied } from './testing.ts';

/** How many minutes AWS takes for what it was asked. */
export type Durations = { starting: number; stopping: number; other: number; task: number };

/** Statuses that pass by themselves, and what follows. */
const NEXT_STATUS: Readonly<Record<string, string>> = {
  starting: 'available',
  stopping: 'stopped',
  creating: 'backing-up',
  'backing-up': 'available',
  modifying: 'available',
  rebooting: 'available',
};

/** An environment on a simulated AWS, a minute at a time. */
export class World {
  observed: Observed;
  readonly #durations: Durations;
  #statusMinutes = 0;
  readonly #taskMinutes = new Map<string, number>();

  constructor(observed: Observed, durations: Durations) {
    this.observed = observed;
    this.#durations = durations;
  }

  /** AWS takes the actions at once; what they set going takes its time. */
  take(actions: readonly Action[]): void {
    const status = this.observed.database?.status;
    this.observed = actions.reduce((world, action) => applied(action, world), this.observed);
    if (this.observed.database?.status !== status) this.#statusMinutes = 0;
  }

  aMinuteLater(): void {
    const { database } = this.observed;
    this.#statusMinutes += 1;
    const next = NEXT_STATUS[database?.status ?? ''];
    if (database && next !== undefined && this.#statusMinutes >= this.#minutesOf(database.status)) {
      this.observed = { ...this.observed, database: { ...database, status: next } };
      this.#statusMinutes = 0;
    }
    const services = this.observed.services.map((service) => {
      const minutes = service.desired > 0 ? (this.#taskMinutes.get(service.name) ?? 0) + 1 : 0;
      this.#taskMinutes.set(service.name, minutes);
      const running = minutes > this.#durations.task ? service.desired : Math.min(service.running, service.desired);
      const pending = service.exists ? service.desired - running : 0;
      return { ...service, running, pending, healthyTargets: running };
    });
    this.observed = { ...this.observed, services };
  }

  #minutesOf(status: string): number {
    if (status === 'starting') return this.#durations.starting;
    return status === 'stopping' ? this.#durations.stopping : this.#durations.other;
  }
}
