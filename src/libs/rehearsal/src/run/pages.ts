import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MovableClock } from '../clock/index.ts';
import type { Database } from '../database/index.ts';
import type { Events, WorldEvent } from '../events.ts';
import type { Faults } from '../faults/index.ts';
import { type Assumed, changedAssumptions } from '../http-api/index.ts';
import type { PageHandler } from '../relay/pages.ts';
import { clockSchema, faultSchema, Refused, readBody, runSchema } from './requests.ts';
import type { Runs } from './runs.ts';

export type ControlledWorld = {
  clock: MovableClock;
  events: Events;
  database: Pick<Database, 'times' | 'startByAws'>;
  faults: Faults;
  assumed: Assumed;
  runs: Runs;
  /** Told after each movement of the clock, to remember it. */
  moved(): void;
};

const CLOCK = '{"set":"2026-12-01T00:00:00Z"}, {"advance":60000}, {"speed":60}, {"durations":{"starting":600000}}';
const RUN =
  '{"until":"2026-12-07T00:00:00Z","speed":"max"} or with a number as speed, and "keepAwake":true or "everyFiring":true';
const FAULTS = '{"fault":"database-restart"}, {"fault":"capacity","of":"database|web|api","times":2}, {"fault":"none"}';

const ASSUMPTIONS = '{"listedMs":60000}, {"healthLateMs":30000}, {"nothingListedStatus":503}, {"retries":true}, …';

/** `/_rehearsal/clock`, `/_rehearsal/clock/run`, `/_rehearsal/faults` and `/_rehearsal/assumptions`. */
export function controlPages(world: ControlledWorld): Record<string, PageHandler> {
  return {
    clock: answering(async (request) => {
      if (request.method === 'POST') await moveClock(world, request);
      return clockOf(world);
    }),
    'clock/run': refusing(async (request, response) => {
      if (request.method !== 'POST') throw new Refused('expected a POST', 405);
      await streamRun(world, request, response);
    }),
    faults: answering(async (request) => {
      if (request.method === 'POST') await makeFault(world, request);
      return { faults: world.faults.standing() };
    }),
    assumptions: answering(async (request) => {
      if (request.method !== 'POST') return world.assumed.current();
      return world.assumed.change(await readBody(request, changedAssumptions, ASSUMPTIONS));
    }),
  };
}

async function moveClock({ clock, database, runs, moved }: ControlledWorld, request: IncomingMessage): Promise<void> {
  const order = await readBody(request, clockSchema, CLOCK);
  if (runs.isRunning) throw new Refused('a run of the clock is going on', 409);
  if ('durations' in order) return database.times.set(order.durations);
  if ('speed' in order) clock.setSpeed(order.speed);
  else clock.set('set' in order ? order.set : new Date(clock.now().getTime() + order.advance));
  await clock.settled();
  moved();
}

const clockOf = ({ clock, database, runs }: ControlledWorld) => ({
  now: clock.now().toISOString(),
  machine: new Date().toISOString(),
  speed: clock.speed,
  running: runs.isRunning,
  durations: database.times.current(),
});

/** A line of JSON for each event, then one with the report. Closing the request ends the run. */
async function streamRun(
  { clock, runs, moved }: ControlledWorld,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const order = await readBody(request, runSchema, RUN);
  if (runs.isRunning) throw new Refused('a run of the clock is going on', 409);
  if (order.until <= clock.now()) throw new Refused(`the clock shows ${clock.now().toISOString()} already`);
  const closed = new AbortController();
  response.on('close', () => closed.abort());
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  const write = (line: object) => void response.write(`${JSON.stringify(line)}\n`);
  const onEvent = ({ at, part, subject, text }: WorldEvent) =>
    write({ kind: 'change', at: at.toISOString(), part, subject, text });
  try {
    write({ kind: 'report', ...(await runs.start({ ...order, onEvent }, closed.signal)) });
  } catch (error) {
    write({ kind: 'error', error: error instanceof Error ? error.message : String(error) });
  } finally {
    moved();
    response.end();
  }
}

async function makeFault({ database, events, faults }: ControlledWorld, request: IncomingMessage): Promise<void> {
  const order = await readBody(request, faultSchema, FAULTS);
  if (order.fault === 'none') faults.clear();
  else if (order.fault === 'capacity') {
    faults.add({ fault: 'capacity', of: order.of, times: order.times ?? null });
    events.emit('rehearsal', order.of, 'AWS has no room for it now: a fault that was made to happen', 'warn');
  } else if (database.startByAws().length === 0) throw new Refused('no database is stopped', 409);
}

const answering = (answer: (request: IncomingMessage) => Promise<unknown>) =>
  refusing(async (request, response) => {
    const value = await answer(request);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
  });

/** What cannot be done is said, in JSON. */
function refusing(handle: PageHandler): PageHandler {
  return async (request, response) => {
    try {
      await handle(request, response);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      response
        .writeHead(error.status, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error: error.message }));
    }
  };
}
