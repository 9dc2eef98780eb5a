import { priceList } from '@bookmark-manager/prices';
import { createClients } from '../aws.ts';
import type { Context } from '../context.ts';
import type { Tally } from '../functions/runner.ts';
import { createRefresher } from '../load-balancer/refresh.ts';
import type { Part } from '../part.ts';
import type { Call } from '../relay/types.ts';
import { billOf } from './bill.ts';
import { costExplorerRows } from './cost-explorer.ts';
import { type Counter, createCounters } from './counters.ts';
import { LCU } from './lcu.ts';
import { createLedger } from './ledger.ts';
import { type BilledTask, levelsOfInstance, levelsOfStanding, levelsOfTask, NOTHING, type Standing } from './levels.ts';
import { logRows } from './logs.ts';
import { createMeter, LIVED } from './meter.ts';
import { readStanding } from './reading.ts';

/** Where the meter looks. */
export type BillingSources = {
  tasks(): BilledTask[];
  databases(): { identifier: string; status: string }[];
  functions(): Pick<Tally, 'name' | 'architecture' | 'invocations' | 'gbSeconds'>[];
  doors(): { loadBalancer: string; connections: number; bytesIn: number; bytesOut: number }[];
  /** What the images of each repository take. */
  repositories(): Promise<Standing['repositories']>;
  /** Whether the clock is being run: what it jumps over then is lived. */
  isRun(): boolean;
  /** The clock was moved in the run before, and shows the machine's time again. */
  movedBefore: boolean;
  /** For tests: what stands in for the emulator. */
  reading?(): Promise<Omit<Standing, 'repositories'>>;
};

export interface Billing extends Part {
  readonly name: 'billing';
  /** A schedule has fired. */
  fired(schedule: string): void;
}

/** Reads again so long after a burst of writes: an apply writes for minutes. */
const SETTLE_REAL_MS = 1000;
const READ_AGAIN =
  /^(elasticloadbalancing|ec2|rds|servicediscovery|s3|ecr|logs|monitoring):(Create|Delete|Modify|Restore|Allocate|Release|Associate|Disassociate|PutObject|PutImage|PutMetricAlarm|CompleteMultipart)/;

/** Meters what really runs and what is applied, and answers Cost Explorer from that. */
export function createBilling(context: Context, sources: BillingSources): Billing {
  const { clock, events, store } = context;
  const clients = createClients(context.endpoint, context.region);
  const list = priceList();
  const ledger = createLedger(store);
  const meter = createMeter(ledger);
  const counted = createCounters();
  let standing = NOTHING;
  let isMetering = false;

  function look(): void {
    if (!isMetering) return;
    const now = clock.now();
    meter.look(levels(), now);
    for (const { quantity, ...use } of counted(counters())) meter.count(use, quantity, now);
  }

  function levels() {
    const statuses = new Map(sources.databases().map(({ identifier, status }) => [identifier, status]));
    return [
      ...sources.tasks().flatMap(levelsOfTask),
      ...standing.instances.flatMap((one) =>
        levelsOfInstance({ ...one, status: statuses.get(one.follows) ?? 'available' }),
      ),
      ...levelsOfStanding(standing),
    ];
  }

  function counters(): Counter[] {
    const functions = sources.functions().flatMap(({ name, architecture, invocations, gbSeconds }) => [
      { service: 'Lambda', usageType: 'APN1-Request', resource: name, total: invocations },
      {
        service: 'Lambda',
        usageType: `APN1-Lambda-GB-Second${architecture === 'arm64' ? '-ARM' : ''}`,
        resource: name,
        total: gbSeconds,
      },
    ]);
    const doors = sources.doors().flatMap(({ loadBalancer: resource, connections, bytesIn, bytesOut }) => [
      { service: 'ELB', usageType: LCU.connections, resource, total: connections },
      { service: 'ELB', usageType: LCU.bytes, resource, total: bytesIn + bytesOut },
      { service: 'Data transfer', usageType: 'APN1-DataTransfer-Out-Bytes', resource, total: bytesOut / 1024 ** 3 },
    ]);
    return [...functions, ...doors];
  }

  const refresher = createRefresher<'all'>({
    writes: context.writes,
    topicOf: (call: Call) => (READ_AGAIN.test(`${call.service}:${call.operation}`) ? 'all' : undefined),
    slowly: 'all',
    settleRealMs: SETTLE_REAL_MS,
    read,
    failed,
  });

  async function read(): Promise<void> {
    const reading = sources.reading?.() ?? readStanding(clients);
    const [applied, repositories] = await Promise.all([reading, sources.repositories()]);
    look();
    standing = { ...applied, repositories };
    look();
  }

  function failed(error: unknown): void {
    events.emit('billing', 'what is applied', `cannot be read: ${error}`, 'warn');
  }

  store.onTouch(look);
  const stopFollowing = clock.onMove((byMs) => {
    const now = clock.now();
    if (isMetering && !sources.isRun()) meter.jump(new Date(now.getTime() - byMs), now);
    look();
  });

  return {
    name: 'billing',
    table: {
      ...logRows((group, gb) =>
        meter.count(
          { service: 'CloudWatch', usageType: 'APN1-DataProcessing-Bytes', resource: group },
          gb,
          clock.now(),
        ),
      ),
      ...costExplorerRows({
        now: clock.now,
        bill(from, until) {
          look();
          return billOf(ledger, list, { from, until }, (service, usageType) =>
            events.emit('billing', service, `${usageType} has no price, and is not charged`, 'warn'),
          );
        },
      }),
    },
    fired: (resource) =>
      meter.count(
        { service: 'EventBridge Scheduler', usageType: 'APN1-ScheduledInvocation', resource },
        1,
        clock.now(),
      ),
    async start() {
      if (sources.movedBefore) ledger.again();
      await read().catch(failed);
      isMetering = true;
      look();
    },
    underway: () => (refresher.busy ? ['what is applied is being read'] : []),
    /** How much of each day it was there for. */
    picture: () => ({ lived: livedDays(ledger) }),
    async [Symbol.asyncDispose]() {
      stopFollowing();
      look();
      isMetering = false;
      store.touch();
      await refresher[Symbol.asyncDispose]();
    },
  };
}

/** Hours by day of UTC. */
function livedDays(ledger: ReturnType<typeof createLedger>): { day: string; hours: number }[] {
  const days = new Map<string, number>();
  for (const { hour, entries } of ledger.between(new Date(0), new Date(Date.UTC(9999, 0)))) {
    const [day = ''] = hour.split('T');
    for (const { usageType, quantity } of entries)
      if (usageType === LIVED.usageType) days.set(day, (days.get(day) ?? 0) + quantity);
  }
  return [...days].map(([day, hours]) => ({ day, hours }));
}
