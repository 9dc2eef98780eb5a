import { hostname } from 'node:os';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { deployingParameter, say } from '@bookmark-manager/schedule';
import { StagingError } from '../errors.ts';
import { idle } from '../idle.ts';
import { PARAMETERS } from '../names.ts';
import { createParameter, deleteParameter, readParameter, writeParameter } from '../parameters.ts';
import { processIsAlive } from '../target/run-file.ts';
import { type Deployment, type Mark, parseMark } from './deployment.ts';

const NAME = deployingParameter(PARAMETERS);

/** Machine time. A command that is killed on another machine leaves a mark that ends by itself this soon. */
const LASTS_MS = 10 * 60_000;
const RENEW_EVERY_MS = 3 * 60_000;

export type MarkRequest = Pick<Mark, 'id' | 'by' | 'what' | 'services' | 'since'>;

/** Where marks are, and what tells whether one still stands for somebody. */
export type Place = {
  ssm: SSMClient;
  warn(text: string): void;
  /** The machine's time. */
  now?: () => Date;
  isAlive?: (pid: number) => boolean;
  /** Waits real milliseconds; a test's own. */
  pause?: (ms: number, signal: AbortSignal) => Promise<unknown>;
};

/** This process deploys, until it is disposed. */
export type HeldMark = AsyncDisposable & {
  /** Another's mark stood here, whose process is gone. */
  readonly tookOver: boolean;
  /** What is written down as being rolled out: at first what an earlier deployment left half done. */
  readonly rollout: Deployment | null;
  /** Writes down what is being rolled out, before it is; null: nothing is. @throws StagingError when it is not ours any more */
  note(rollout: Deployment | null): Promise<void>;
};

/**
 * Marks that this process deploys. One at a time: who comes second is told who does, and since when. A mark whose process is
 * gone is taken over, with what it left half done.
 * @throws StagingError when somebody else deploys
 */
export async function takeMark(place: Place, request: MarkRequest): Promise<HeldMark> {
  const { ssm, warn, now = () => new Date(), isAlive = processIsAlive, pause = idle } = place;
  let mark: Mark = {
    ...request,
    until: later(now()).toISOString(),
    machine: hostname(),
    pid: process.pid,
    rollout: null,
  };
  const tookOver = !(await createParameter(ssm, NAME, JSON.stringify(mark)));
  if (tookOver) {
    const found = await readMark(ssm);
    if (found && stands(found, now(), isAlive)) throw underWay(found);
    mark = { ...mark, rollout: found?.rollout ?? null };
    await writeParameter(ssm, NAME, JSON.stringify(mark));
  }
  const isOurs = async () => {
    const found = await readMark(ssm);
    if (found?.id !== mark.id) throw found ? underWay(found) : lost();
  };
  // Of two that take over at once the later one has it.
  await isOurs();
  const write = async (change: Partial<Mark>) => {
    await isOurs();
    mark = { ...mark, ...change };
    await writeParameter(ssm, NAME, JSON.stringify(mark));
  };
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };
  const ending = new AbortController();
  const renewing = (async () => {
    while (!ending.signal.aborted) {
      await pause(RENEW_EVERY_MS, ending.signal);
      if (ending.signal.aborted) return;
      await inTurn(() => write({ until: later(now()).toISOString() })).catch((error: Error) =>
        warn(`That a deployment is under way could not be written down again: ${error.message}`),
      );
    }
  })();
  return {
    tookOver,
    get rollout() {
      return mark.rollout;
    },
    note: (rollout) => inTurn(() => write({ rollout, until: later(now()).toISOString() })),
    async [Symbol.asyncDispose]() {
      ending.abort();
      await renewing;
      await inTurn(async () => {
        await isOurs();
        // What is half done waits for the next one, who need not wait for this mark to end.
        if (mark.rollout) await write({ until: now().toISOString() });
        else await deleteParameter(ssm, NAME);
      }).catch((error: Error) => warn(`The mark of this deployment stays for ten minutes: ${error.message}`));
    },
  };
}

/** Who deploys now; null when nobody does. */
export async function whoDeploys(
  ssm: SSMClient,
  now: Date = new Date(),
  isAlive: (pid: number) => boolean = processIsAlive,
): Promise<Mark | null> {
  const found = await readMark(ssm);
  return found && stands(found, now, isAlive) ? found : null;
}

/**
 * Lets nobody apply under a deployment, or over one that was cut short: its image would be rolled out with nobody watching.
 * @throws StagingError naming who deploys, or did
 */
export async function refuseWhileDeploying(ssm: SSMClient, now: Date = new Date()): Promise<void> {
  const found = await readMark(ssm);
  if (found === null) return;
  if (stands(found, now, processIsAlive)) throw underWay(found);
  if (found.rollout === null) return;
  const { service, by } = found.rollout;
  throw new StagingError(`A deployment of ${service} by ${by} was cut short.`, {
    hint: `Let it be finished, or undone, first: staging deploy ${service}`,
  });
}

function underWay({ by, what, services, since }: Pick<Mark, 'by' | 'what' | 'services' | 'since'>): StagingError {
  return new StagingError(`${by} ${what} ${services.join(' and ')} since ${say(new Date(since))}.`, {
    hint: 'Try again when that is over: staging history',
  });
}

async function readMark(ssm: SSMClient): Promise<Mark | null> {
  return parseMark((await readParameter(ssm, NAME)) ?? '');
}

function stands({ until, machine, pid }: Mark, now: Date, isAlive: (pid: number) => boolean): boolean {
  return Date.parse(until) > now.getTime() && (machine !== hostname() || isAlive(pid));
}

const lost = () =>
  new StagingError('Somebody has taken the mark of this deployment away.', {
    hint: 'staging status, staging history',
  });

const later = (now: Date) => new Date(now.getTime() + LASTS_MS);
