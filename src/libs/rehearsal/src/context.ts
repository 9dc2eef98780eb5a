import type { Pace, WorldClock } from './clock/index.ts';
import type { Events } from './events.ts';
import type { Processes } from './processes/types.ts';
import type { Writes } from './relay/types.ts';
import type { Store } from './store.ts';

/** What every part gets. */
export type Context = {
  /** The world's time: schedules, leases, statuses, every stamp. It may jump. */
  clock: WorldClock;
  /** The machine's pace: what processes, probes and grace periods go by. */
  pace: Pace;
  events: Events;
  store: Store;
  processes: Processes;
  writes: Writes;
  /** The relay, `http://127.0.0.1:PORT`: parts read and write through AWS SDK clients against it, as AWS's own services do. */
  endpoint: string;
  region: string;
  /** `.rehearsal`, absolute. Each part keeps its files in a folder of its own name. */
  directory: string;
};

/** Where a target group's target stands, as the load balancer sees it. */
export type TargetState = 'initial' | 'healthy' | 'unhealthy' | 'draining' | 'unused';

/** What the tasks part asks the load balancer. */
export type TargetHealth = (targetGroupArn: string, address: string, port: number) => TargetState;

/** Replaces VPC names (with their ports) in a task's environment by loopback addresses. */
export type Rewrite = (value: string) => string;

/** Invokes a deployed function, as the schedules part and the load balancer (lambda targets) do. */
export type Invoke = (functionArn: string, payload: unknown) => Promise<{ payload: unknown; error?: string }>;
