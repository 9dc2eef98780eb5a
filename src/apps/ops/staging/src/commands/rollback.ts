import { defineCommand } from '../command.ts';
import { writeOptions, writes } from '../command-options.ts';
import { deploy } from '../deploy/deploy.ts';
import { shortOf } from '../deploy/deployment.ts';
import { imageToGoBackTo } from '../deploy/image.ts';
import { sayEnded } from '../deploy/page.ts';
import { chooseServices } from '../deploy/services.ts';
import { createTools } from '../deploy/tools.ts';
import { EXIT } from '../errors.ts';
import type { Service } from '../names.ts';
import { confirm } from '../target/confirm.ts';
import { findTarget } from '../target/target.ts';

export const command = defineCommand({
  describe(command) {
    writes(command)
      .argument('[services...]', 'web, api (without any: both)')
      .addHelpText(
        'after',
        '\nIt deploys the image that was deployed before the one of now, in the same way: see staging history. A second one goes back\none more. The database stays as it is migrated: an image bears with a newer one than it needs.\n\nExamples:\n  staging rollback web\n  staging rollback api --dry-run',
      );
  },
  options: writeOptions,
  async run(context, given, args) {
    const { config, io } = context;
    const services = chooseServices(args);
    const target = findTarget(config, io, given);
    const tools = createTools(context, target);
    const image = (service: Service) => imageToGoBackTo(tools, service);
    const images = await Promise.all(services.map(async (service) => ({ service, uri: (await image(service)).image })));
    if (given.dryRun) {
      for (const { service, uri } of images)
        io.out(`staging deploy ${service} --image ${uri.slice(uri.indexOf('@') + 1)}`);
      return EXIT.yes;
    }
    const back = images.map(({ service, uri }) => `${service} back to ${shortOf(uri)}`);
    await confirm(target, io, { what: `This will bring ${back.join(' and ')}.`, yes: given.yes, always: false });
    const entries = await deploy(tools, { services, kind: 'rollback', image });
    for (const line of sayEnded(services, entries)) io.out(line);
    return EXIT.yes;
  },
});
