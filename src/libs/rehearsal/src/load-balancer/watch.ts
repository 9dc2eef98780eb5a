import type { Pace } from '../clock/index.ts';
import { type Health, observe } from './health.ts';
import type { HealthCheck, Target } from './model.ts';
import type { Probe } from './probe.ts';

/** One target under watch. `health` is read and replaced by the watch. */
export type Watched = { readonly target: Target; health: Health };

type Watch = {
  /** Asked before each check, as the group's settings may change. */
  check(): HealthCheck;
  changed(): void;
  probe: Probe;
  pace: Pace;
  signal: AbortSignal;
};

/** A target that never answered yet is asked this often, so that a starting task is found at once … */
const EAGER_MS = 1_000;
/** … but not more often than this (real time), however fast the pace is. In a hurry it is asked as often. */
const EAGER_REAL_MS = 100;
/** A check gets at least this much real time (or its own timeout, when that is shorter), however fast the pace is. */
const LEAST_TIMEOUT_REAL_MS = 1_000;

/** Checks a target's health by its group's settings at the machine's pace until the signal ends it. */
export async function watch(watched: Watched, { check: settings, changed, probe, pace, signal }: Watch): Promise<void> {
  while (!signal.aborted) {
    const check = settings();
    const due = pace.now().getTime() + check.intervalMs;
    await checkOnce();
    await Promise.all([untilFirstAnswer(due), sleepUntil(due)]);
  }

  async function checkOnce(onlySuccessCounts = false) {
    const check = settings();
    const outcome = await probe(watched.target, check, realTimeout(check.timeoutMs, pace.speed), signal);
    if (signal.aborted || (onlySuccessCounts && !outcome.ok)) return;
    const { state } = watched.health;
    watched.health = observe(watched.health, outcome, check);
    if (watched.health.state !== state) changed();
  }

  async function untilFirstAnswer(due: number) {
    const every = () => Math.max(pace.hurried ? 0 : EAGER_MS, EAGER_REAL_MS * pace.speed);
    while (!signal.aborted && watched.health.state === 'initial' && pace.now().getTime() + every() < due) {
      await pace.sleep(every(), signal);
      await checkOnce(true);
    }
  }

  async function sleepUntil(due: number) {
    await pace.sleep(Math.max(0, due - pace.now().getTime()), signal);
  }
}

function realTimeout(timeoutMs: number, speed: number): number {
  return Math.max(1, Math.round(timeoutMs / speed), Math.min(timeoutMs, LEAST_TIMEOUT_REAL_MS));
}
