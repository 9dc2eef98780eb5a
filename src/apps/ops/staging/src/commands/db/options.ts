import type { Command as Commander } from 'commander';
import * as z from 'zod';
import { writeOptions, writes } from '../../command-options.ts';
import type { Io } from '../../io.ts';
import { CLUSTER } from '../../names.ts';
import { confirm } from '../../target/confirm.ts';
import type { Target } from '../../target/target.ts';
import { FAMILY } from '../../tunnel/task.ts';

/** Options of what goes through a tunnel. */
export const tunnelOptions = writeOptions.extend({
  port: z.coerce.number('is a number').int().min(0).max(65_535).default(0),
});

export function tunnels(command: Commander, port = 'any free one'): Commander {
  return writes(command).option('--port <port>', `the port of this machine (${port})`);
}

/** The calls that open a tunnel, for `--dry-run`. */
export function sayTunnel(port: number): string[] {
  return [
    `aws ecs run-task --cluster ${CLUSTER} --task-definition ${FAMILY} --launch-type FARGATE --enable-execute-command --network-configuration '<that of the API>'`,
    `aws ssm start-session --target 'ecs:${CLUSTER}_<task>_<runtime id>' --document-name AWS-StartPortForwardingSessionToRemoteHost --parameters 'host=<database>,portNumber=5432,localPortNumber=${port}'`,
  ];
}

/** Asks on the real account: a task is started, and the database may have to be woken. */
export function confirmTunnel(target: Target, io: Io, { yes }: { yes: boolean }, what: string): Promise<void> {
  return confirm(target, io, {
    what: `This will start a task, hold the database awake, and ${what}.`,
    yes,
    always: false,
  });
}
