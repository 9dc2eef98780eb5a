import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { writeOptions, writes } from '../command-options.ts';
import { EXIT } from '../errors.ts';
import { checkTags, layoutOf, namedServices } from '../images/place.ts';
import { type Pushed, pushImage } from '../images/push.ts';
import { sayBytes } from '../images/say.ts';
import { serviceName } from '../names.ts';
import { confirm } from '../target/confirm.ts';
import { findTarget } from '../target/target.ts';

const options = writeOptions.extend({ tag: z.array(z.string()).default([]), json: z.boolean().default(false) });

export const command = defineCommand({
  describe(command) {
    writes(command)
      .argument('[services...]', 'web, api (without: both)')
      .option('--tag <tag...>', 'under these tags (without: the one it was built with)')
      .option('--json', 'print JSON for programs')
      .addHelpText(
        'after',
        `
It sends what "staging build" left, as far as the repository does not have it. Nothing is deployed by that.

Examples:
  staging push web
  staging push web api --tag v1.0.1 latest
  staging push api --aws`,
      );
  },
  options,
  async run({ config, io }, given, words) {
    const services = namedServices(words);
    checkTags(given.tag);
    const target = findTarget(config, io, given);
    if (given.dryRun) {
      for (const service of services) io.out(sayCall(layoutOf(service, config), serviceName(service), given.tag));
      return EXIT.yes;
    }
    const what = `This will push ${services.join(' and ')}${given.tag.length > 0 ? ` as ${given.tag.join(', ')}` : ''}.`;
    await confirm(target, io, { what, yes: given.yes, always: false });
    const pushed: Pushed[] = [];
    for (const service of services) {
      const layout = layoutOf(service, config);
      const tags = given.tag.length > 0 ? given.tag : undefined;
      const progress = (done: number, all: number) => io.err(`${service}: ${sayBytes(done)} of ${sayBytes(all)}`);
      pushed.push(await pushImage(service, { config, target, layout, tags, signal: io.signal, progress }));
    }
    if (given.json) io.out(JSON.stringify(pushed, null, 2));
    else for (const { image, tags } of pushed) io.out(`${image}${tags.length > 0 ? `  (${tags.join(', ')})` : ''}`);
    return EXIT.yes;
  },
});

/** The same with a published tool. */
function sayCall(layout: string, repository: string, tags: readonly string[]): string {
  const registry =
    '$(aws ecr get-authorization-token --query "authorizationData[0].proxyEndpoint" --output text | cut -d/ -f3)';
  return (tags.length > 0 ? tags : ['latest'])
    .map((tag) => `crane push ${layout} ${registry}/${repository}:${tag}`)
    .join('\n');
}
