import { ECSClient } from '@aws-sdk/client-ecs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { EXIT, type ExitCode, usageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { SERVICES } from '../names.ts';
import { confirm } from '../target/confirm.ts';
import type { Target } from '../target/target.ts';
import { type SecretName, secretMistake } from './names.ts';
import { writeCommandLine, writeValue } from './store.ts';
import { readUsers, replaceCommandLine, replaceTasks } from './users.ts';

export type Writing = {
  target: Target;
  io: Io;
  name: SecretName;
  /** Where its value comes from; it is asked for only when it is going to be written. */
  value: () => Promise<string>;
  options: { dryRun: boolean; yes: boolean; restart: boolean };
};

/**
 * Writes a secret and says who has an older one; with `restart` their tasks are replaced.
 * @throws StagingError when the value cannot be that secret, never with the value
 */
export async function writeSecret({ target, io, name, value, options }: Writing): Promise<ExitCode> {
  const ecs = new ECSClient(target.clientOptions);
  const users = (await readUsers(ecs)).get(name) ?? [];
  const services = SERVICES.filter((service) => users.includes(service));
  if (options.dryRun) {
    io.out(writeCommandLine(name));
    if (options.restart) for (const service of services) io.out(replaceCommandLine(service));
    return EXIT.yes;
  }
  await confirm(target, io, { what: `This will write ${name}.`, yes: options.yes, always: false });
  const given = await value();
  const mistake = secretMistake(name, given);
  if (mistake !== null) throw usageError(`This is no ${name}: ${mistake}.`, 'Nothing was changed.');
  const version = await writeValue(new SSMClient(target.clientOptions), name, given);
  io.out(`${name} is written (version ${version}).`);
  if (options.restart) {
    for (const service of services) await replaceTasks(ecs, service);
    if (services.length > 0) io.out(`${services.join(' and ')}: tasks are being replaced, see staging events`);
  } else if (services.length > 0) {
    const again = services.map(replaceCommandLine).join(' && ');
    io.err(`Tasks of ${services.join(' and ')} that run keep the one before until they are replaced: ${again}`);
  } else if (users.length === 0) io.err('No task is given it.');
  return EXIT.yes;
}
