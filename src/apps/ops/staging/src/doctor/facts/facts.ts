import type { TaskRow } from '../../tasks/read.ts';
import type { KeptPlan } from '../../terragrunt/kept-plan.ts';
import type { Account } from './account.ts';
import type { Bundle, Functions } from './bundles.ts';
import type { Cache } from './caches.ts';
import type { Database } from './database.ts';
import type { Deployed } from './deployed.ts';
import type { Door } from './door.ts';
import type { Chosen } from './env-hcl.ts';
import type { Groups } from './groups.ts';
import type { Life } from './life.ts';
import type { Lock } from './locks.ts';
import type { Machine } from './machine.ts';
import type { Network } from './network.ts';
import type { Repositories } from './repositories.ts';
import type { Secrets } from './secrets.ts';
import type { Services } from './services.ts';
import type { Tfvars } from './tfvars.ts';
import type { Told } from './told.ts';
import type { World } from './world.ts';

/** Everything that checks judge by, gathered once. */
export type Facts = {
  /** When this was gathered, in the target's time. */
  now: Date;
  /** The same in the machine's time: files and plans are dated by it. */
  machineNow: Date;
  /** Where it looks; null: no rehearsal runs, and nobody asked for AWS. */
  target: 'rehearsal' | 'aws' | null;
  machine: Machine;
  /** The rehearsal that runs; null on AWS. */
  world: World | null;
  /** What `env.hcl` of this checkout says. */
  chosen: Chosen;
  tfvars: Tfvars;
  bundles: readonly Bundle[];
  caches: readonly Cache[];
  locks: readonly Lock[];
  plan: KeptPlan | null;
  account: Account;
  repositories: Repositories;
  deployed: Deployed;
  functions: Functions;
  groups: Groups;
  network: Network;
  services: Services;
  tasks: readonly TaskRow[];
  secrets: Secrets;
  database: Database | null;
  door: Door | null;
  life: Life;
  /** What web and API wrote lately that speaks of trouble. */
  told: readonly Told[];
};
