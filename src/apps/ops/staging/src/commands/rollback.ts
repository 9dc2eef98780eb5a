import { defineCommand } from '../command.ts';
import { writeOptions, writes } from '../command-options.ts';
import { deploy } from '../deploy/deploy.ts';
import { shortOf } from '../deploy/deployment.ts';
import { imageToGoBackTo } from '../deploy/image.ts';
import { sayEnded } from '../deploy/page.ts';
import { chooseServices } from '../deploy/services.ts';
import { createTools } from '../deploy/tools.ts';
import { EXIT, usageError } from '../errors.ts';
import type { Service } from '../names.ts';
import { confirm } from '../target/confirm.ts';
import { findTarget } from '../target/target.ts';

export const command = defineCommand({
  describe(command) {
    writes(command)
      .argument('<service>', 'web or api')
      .addHelpText(
        'after',
        '\nIt deploys the image that was deployed before the one of now, in the same way: see staging history. A second one goes back\none more. The database stays as it is migrated: an image bears with a newer one than it needs.\n\nExamples:\n  staging rollback web\n  staging rollback api --dry-run',
      );
  },
  options: writeOptions,
  async run(context, given, args) {
    const { config, io } = context;
    const [service] = chooseServices(args);
    if (service === undefined || args.length !== 1) throw usageError('One service goes back at a time.');
    const target = findTarget(config, io, given);
    const tools = createTools(context, target);
    const image = (which: Service) => imageToGoBackTo(tools, which);
    const { image: uri } = await image(service);
    if (given.dryRun) {
      io.out(`staging deploy ${service} --image ${uri.slice(uri.indexOf('@') + 1)}`);
      return EXIT.yes;
    }
    const what = `This will bring ${service} back to ${shortOf(uri)}.`;
    await confirm(target, io, { what, yes: given.yes, always: false });
    const entries = await deploy(tools, { services: [service], kind: 'rollback', image });
    for (const line of sayEnded([service], entries)) io.out(line);
    return EXIT.yes;
  },
});
