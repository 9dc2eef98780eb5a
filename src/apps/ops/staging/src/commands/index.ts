import type { Command, CommandGroup, CommandWithMore } from '../command.ts';

/** One row: what the list of commands says about it, and where it is. Only the command that is typed gets loaded. */
export type Row = { summary: string; load: () => Promise<{ command: Command | CommandGroup | CommandWithMore }> };

/** Every command, in the order of the list. */
export const COMMANDS = {
  rehearse: { summary: 'bring the whole environment to life on this machine', load: () => import('./rehearse.ts') },
  status: { summary: 'condition, why and until when; services, database, address', load: () => import('./status.ts') },
  start: { summary: 'wake the environment, for a while', load: () => import('./start.ts') },
  stop: { summary: 'put the environment to sleep, for a while', load: () => import('./stop.ts') },
  schedule: { summary: 'what will happen in the next days', load: () => import('./schedule.ts') },
  lease: { summary: 'the leases: list, release', load: () => import('./lease/index.ts') },
  clock: {
    summary: "the rehearsal's clock: show, set, advance, speed, run, durations, fault",
    load: () => import('./clock/index.ts'),
  },
  build: { summary: 'build the images of web and api', load: () => import('./build.ts') },
  push: { summary: 'push what was built to the repositories', load: () => import('./push.ts') },
  deploy: { summary: 'build, push and roll out web, the API or both', load: () => import('./deploy.ts') },
  rollback: { summary: 'deploy what was deployed before', load: () => import('./rollback.ts') },
  history: { summary: 'what was deployed, by whom, and what came of it', load: () => import('./history.ts') },
  logs: { summary: 'what the services and the Lambdas wrote', load: () => import('./logs.ts') },
  tasks: { summary: 'what runs, what stopped, and why', load: () => import('./tasks.ts') },
  events: { summary: 'what ECS did with the services', load: () => import('./events.ts') },
  exec: { summary: 'a shell or a command in a task of web or api', load: () => import('./exec.ts') },
  open: { summary: "the environment's address, in the browser", load: () => import('./open.ts') },
  doctor: { summary: 'what is wrong, and what to type next', load: () => import('./doctor.ts') },
  cost: {
    summary: 'what a month costs: an estimate by resource and by shape; prices',
    load: () => import('./cost.ts'),
  },
  db: {
    summary: 'the database: connect, migrate, seed, studio, psql, dump, restore',
    load: () => import('./db/index.ts'),
  },
  secrets: { summary: 'the secrets: list, get, set, generate', load: () => import('./secrets/index.ts') },
  plan: { summary: 'what an apply of all units would change', load: () => import('./plan.ts') },
  up: { summary: 'apply all units', load: () => import('./up.ts') },
  down: { summary: 'destroy all units', load: () => import('./down.ts') },
  graph: { summary: 'which unit comes after which: text, DOT, SVG, Mermaid', load: () => import('./graph.ts') },
  tfstate: { summary: "Terraform's state: show, migrate", load: () => import('./tfstate/index.ts') },
  allow: { summary: 'the addresses that may come in: list, add, remove', load: () => import('./allow.ts') },
  configure: { summary: "put this machine's address into terraform.tfvars", load: () => import('./configure.ts') },
  env: { summary: 'exports for plain terragrunt, terraform and aws', load: () => import('./env.ts') },
  clean: { summary: "remove Terragrunt's caches", load: () => import('./clean.ts') },
} as const satisfies Record<string, Row>;
