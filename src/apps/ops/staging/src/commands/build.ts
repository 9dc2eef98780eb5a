import { rename, rm } from 'node:fs/promises';
import * as z from 'zod';
import { type Context, defineCommand } from '../command.ts';
import { readOptions, reads } from '../command-options.ts';
import { EXIT } from '../errors.ts';
import { type Built, buildImage } from '../images/build.ts';
import { checkTags, layoutOf, namedServices } from '../images/place.ts';
import { sayBytes, sayDigest } from '../images/say.ts';
import type { Service } from '../names.ts';

const options = readOptions.extend({ tag: z.string().default('latest') });

export const command = defineCommand({
  describe(command) {
    reads(command)
      .argument('[services...]', 'web, api (without: both)')
      .option('--tag <tag>', 'the tag that a push gives it, unless told otherwise', 'latest')
      .addHelpText(
        'after',
        `
Each image is left in dist/images/<service>, a folder that crane, skopeo and buildah read too. With --aws it is built by
its Dockerfile for the architecture of the committed shape, with docker, else buildah or podman. Without, for a
rehearsal, it is made here: the same build output on a base of the project's own Node, for this machine.

Examples:
  staging build
  staging build web --tag v1.0.1
  staging build api --aws --json`,
      );
  },
  options,
  async run({ config, io }, given, words) {
    const services = namedServices(words);
    checkTags([given.tag]);
    const kind = given.aws || config.onAws ? 'aws' : 'rehearsal';
    const built: (Built & { layout: string })[] = [];
    // One after the other: each takes all the processors that there are.
    for (const service of services) {
      io.err(`${service}: building …`);
      const began = Date.now();
      built.push(await build(service, { config, io }, { kind, tag: given.tag }));
      io.err(`${service}: built in ${Math.round((Date.now() - began) / 1000)} s`);
    }
    if (given.json) io.out(JSON.stringify(built.map(toJson), null, 2));
    else for (const one of built) for (const line of say(one)) io.out(line);
    return EXIT.yes;
  },
});

/** Put in place when it is whole: a build that fails leaves the image of the last one. */
async function build(
  service: Service,
  { config, io }: Context,
  { kind, tag }: { kind: 'aws' | 'rehearsal'; tag: string },
) {
  const layout = layoutOf(service, config);
  const draft = `${layout}.${process.pid}.partial`;
  try {
    const built = await buildImage(service, { config, target: { kind }, layout: draft, tag, signal: io.signal });
    await rm(layout, { recursive: true, force: true });
    await rename(draft, layout);
    return { ...built, layout };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

function say({ service, image, architecture, bytes, commit, migration, madeBy, layout }: Built & { layout: string }) {
  const facts = [
    `linux/${architecture}`,
    sayBytes(bytes),
    commit
      ? `commit ${commit.slice(0, 12)}${commit.endsWith('-dirty') ? ' and files that differ from it' : ''}`
      : undefined,
    migration ? `needs migration ${migration}` : undefined,
  ];
  return [
    `${service}  ${sayDigest(image.digest)}  ${facts.filter(Boolean).join(', ')}`,
    `     by ${madeBy}, in ${layout}`,
  ];
}

const toJson = ({
  service,
  image,
  architecture,
  bytes,
  commit,
  migration,
  madeBy,
  layout,
}: Built & { layout: string }) => ({
  ...{ service, digest: image.digest, architecture, bytes, commit, migration, madeBy, layout },
});
