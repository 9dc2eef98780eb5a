import { imageParameter } from '@bookmark-manager/schedule';
import * as z from 'zod';
import { type Context, defineCommand } from '../command.ts';
import { writeOptions, writes } from '../command-options.ts';
import { deploy } from '../deploy/deploy.ts';
import { imageFor } from '../deploy/image.ts';
import { sayEnded } from '../deploy/page.ts';
import { restartAll, restartCommandLine } from '../deploy/restart.ts';
import { chooseServices } from '../deploy/services.ts';
import { createTools } from '../deploy/tools.ts';
import { EXIT, usageError } from '../errors.ts';
import { sayStep } from '../infrastructure-run.ts';
import { PARAMETERS, type Service } from '../names.ts';
import { findOldSecrets, sayOld } from '../secrets/old.ts';
import { readRotations, sayRotation } from '../secrets/rotate/note.ts';
import { confirm } from '../target/confirm.ts';
import { findTarget } from '../target/target.ts';

const HELP = `
It builds and pushes the images of the sources as they are, migrates the database when they need it, and rolls them out one after
the other, the API first: ECS ends no old task before a new one serves. What does not come to serve is put back, with the cause.
While the environment sleeps, one task of each image is tried, and nothing else is woken.

Examples:
  staging deploy                           both, from these sources
  staging deploy web --tag v1.2.3
  staging deploy api --image sha256:0123…  one that is in the repository; a tag of it will do
  staging deploy api --restart             the same image again: with the secrets of now, or with what its tag names now`;

const options = writeOptions.extend({
  tag: z.string().optional(),
  image: z.string().optional(),
  restart: z.boolean().default(false),
});

export const command = defineCommand({
  describe(command) {
    writes(command)
      .argument('[services...]', 'web, api (without any: both)')
      .option('--tag <tag>', 'tag it in its repository, too')
      .option('--image <digest>', 'deploy this one instead of building: its digest, or a tag')
      .option('--restart', 'replace the tasks by new ones, of the same image')
      .addHelpText('after', HELP);
  },
  options,
  async run(context, given, args) {
    const services = chooseServices(args);
    check(given, services);
    const target = findTarget(context.config, context.io, given);
    if (given.dryRun) {
      for (const line of commandLines(context, services, given)) context.io.out(line);
      return EXIT.yes;
    }
    const tools = createTools(context, target);
    const verb = given.restart ? 'restart' : 'deploy';
    const what = `This will ${verb} ${services.join(' and ')}.`;
    await confirm(target, context.io, { what, yes: given.yes, always: false });
    const image = (service: Service) => imageFor(tools, service, given);
    const ended = given.restart
      ? await restartAll(tools, services)
      : sayEnded(services, await deploy(tools, { services, kind: 'deploy', image }));
    for (const line of ended) context.io.out(line);
    for (const old of await findOldSecrets(tools)) context.io.err(sayOld(old));
    for (const rotation of await readRotations(tools.ssm)) context.io.err(sayRotation(rotation));
    return EXIT.yes;
  },
});

type Given = z.infer<typeof options>;

function check({ image, tag, restart }: Given, services: readonly Service[]): void {
  if (restart && (image || tag)) throw usageError('--restart takes the image as it is: give no --image and no --tag.');
  if (image && services.length > 1) throw usageError('An image is of one service.', 'staging deploy web --image …');
}

/** The calls, as far as they are known before anything is built. */
function commandLines(context: Context, services: readonly Service[], { image, restart }: Given): string[] {
  if (restart) return services.map(restartCommandLine);
  return services.flatMap((service) => [
    ...(image ? [] : [`staging push ${service}`]),
    `aws ssm put-parameter --name ${imageParameter(PARAMETERS, service)} --overwrite --type String --value '{"image":"<repository>@${image ?? '<digest>'}",…}'`,
    sayStep(context, { action: 'apply', units: ['compute'] }),
  ]);
}
