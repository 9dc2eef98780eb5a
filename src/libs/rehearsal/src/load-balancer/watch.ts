import type { Clock } from '../clock.ts';
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
  clock: Clock;
  signal: AbortSignal;
};

/** A target that never answered yet is asked this often (world time), so that a starting task is found at once. */
const EAGER_MS = 1_000;
/** … but not more often than this (real time), however fast the clock runs. */
const EAGER_REAL_MS = 100;
/** A check gets at least this much real time (or its own timeout, when that is shorter), however fast the clock runs. */
const LEAST_TIMEOUT_REAL_MS = 1_000;

/** Checks a target's health by its group's settings on the world's clock until the signal ends it. */
export async function watch(
  watched: Watched,
  { check: settings, changed, probe, clock, signal }: Watch,
): Promise<void> {
  while (!signal.aborted) {
    const check = settings();
    const due = clock.now().getTime() + check.intervalMs;
    await checkOnce();
    await Promise.all([untilFirstAnswer(due), sleepUntil(due)]);
  }

  async function checkOnce(onlySuccessCounts = false) {
    const check = settings();
    const outcome = await probe(watched.target, check, realTimeout(check.timeoutMs, clock.speed), signal);
    if (signal.aborted || (onlySuccessCounts && !outcome.ok)) return;
    const { state } = watched.health;
    watched.health = observe(watched.health, outcome, check);
    if (watched.health.state !== state) changed();
  }

  async function untilFirstAnswer(due: number) {
    const pace = Math.max(EAGER_MS, EAGER_REAL_MS * clock.speed);
    while (!signal.aborted && watched.health.state === 'initial' && clock.now().getTime() + pace < due) {
      await clock.sleep(pace, signal);
      await checkOnce(true);
    }
  }

  async function sleepUntil(due: number) {
    await clock.sleep(Math.max(0, due - clock.now().getTime()), signal);
  }
}

function realTimeout(timeoutMs: number, speed: number): number {
  return Math.max(1, Math.round(timeoutMs / speed), Math.min(timeoutMs, LEAST_TIMEOUT_REAL_MS));
}
