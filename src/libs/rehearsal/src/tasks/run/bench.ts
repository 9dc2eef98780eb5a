import type { Pace, WorldClock } from '../../clock/index.ts';
import type { Rewrite, TargetHealth } from '../../context.ts';
import type { Processes } from '../../processes/types.ts';
import type { Images } from '../../registry/index.ts';
import type { Cloud } from '../cloud.ts';
import type { Rooms } from '../rooms/index.ts';
import type { Task } from '../types.ts';
import type { Addresses } from './addresses.ts';

/** What a running task works with. */
export type Bench = {
  /** For stamps. */
  clock: WorldClock;
  /** For everything that lasts. */
  pace: Pace;
  processes: Processes;
  cloud: Cloud;
  images: Images;
  rooms: Rooms;
  addresses: Addresses;
  targetHealth: TargetHealth;
  rewrite: Rewrite;
  extraEnv: () => Record<string, string>;
  region: string;
  /** The task's record changed: it is to be saved, and its service looked at. */
  changed(task: Task): void;
  /** A message among the events of the task's service, if it has one; without `(service x) `. */
  tell(task: Task, message: string): void;
  /** A sentence for the rehearsal's own event stream: ECS would not say it. */
  warn(task: Task, text: string): void;
};
