import { ECSClient } from '@aws-sdk/client-ecs';
import type { Config } from '../config.ts';
import { StagingError } from '../errors.ts';
import type { ClientOptions, Target } from '../target/target.ts';
import { readTasks } from '../tasks/read.ts';
import { readKeptPlan } from '../terragrunt/kept-plan.ts';
import type { Look, Looks } from './check.ts';
import { readAccount } from './facts/account.ts';
import { readBundles, readFunctions } from './facts/bundles.ts';
import { readCaches } from './facts/caches.ts';
import { readDatabase } from './facts/database.ts';
import { readDeployed } from './facts/deployed.ts';
import { readDoor } from './facts/door.ts';
import { readEnvHcl } from './facts/env-hcl.ts';
import type { Facts } from './facts/facts.ts';
import { readGroups } from './facts/groups.ts';
import { readLife } from './facts/life.ts';
import { readLocks } from './facts/locks.ts';
import { readMachine } from './facts/machine.ts';
import { readNetwork } from './facts/network.ts';
import { readRepositories } from './facts/repositories.ts';
import { readSecrets } from './facts/secrets.ts';
import { readServices } from './facts/services.ts';
import { readTfvarsFacts } from './facts/tfvars.ts';
import { readTold } from './facts/told.ts';
import { readWorld } from './facts/world.ts';
import { look, orNull } from './look.ts';

type Reader = { [Name in keyof Facts]: () => Facts[Name] | Promise<Facts[Name]> };

/** Looks at everything at once; without a target, at this machine and checkout. What cannot be seen says why, and hides nothing else. */
export async function gather(config: Config, target: Target | null, now: Date): Promise<Looks> {
  const there = <T>(read: (target: Target) => T) => {
    if (target === null) throw new StagingError('no rehearsal runs');
    return read(target);
  };
  const asked = <T>(read: (options: ClientOptions) => T) => there(({ clientOptions }) => read(clientOptions));
  const read: Reader = {
    now: () => now,
    machineNow: () => new Date(),
    target: () => target?.kind ?? null,
    machine: () => readMachine(config),
    chosen: () => readEnvHcl(config),
    bundles: () => readBundles(config),
    caches: () => readCaches(config, target?.kind ?? 'rehearsal'),
    world: () => there((it) => readWorld(it)),
    tfvars: () => there(readTfvarsFacts),
    locks: () => there((it) => readLocks(config, it)),
    plan: () => there((it) => readKeptPlan(config, it.kind)),
    account: () => asked(readAccount),
    repositories: () => asked(readRepositories),
    deployed: () => asked(readDeployed),
    functions: () => asked(readFunctions),
    groups: () => asked(readGroups),
    network: () => asked(readNetwork),
    services: () => asked(readServices),
    tasks: () => asked(async (options) => (await orNull(readTasks(new ECSClient(options)))) ?? []),
    secrets: () => asked(readSecrets),
    database: () => asked(readDatabase),
    door: () => there(readDoor),
    life: () => asked((options) => readLife(options, now)),
    told: () => asked((options) => readTold(options, now)),
  };
  return lookAll(read);
}

async function lookAll(read: Reader): Promise<Looks> {
  const names = Object.keys(read) as (keyof Facts)[];
  const looks = await Promise.all(names.map((name) => look<unknown>(read[name])));
  return Object.fromEntries(names.map((name, index) => [name, looks[index] as Look<unknown>])) as Looks;
}
