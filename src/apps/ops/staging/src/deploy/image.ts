import { type Image, imageParameter, parseImage } from '@bookmark-manager/schedule';
import { StagingError } from '../errors.ts';
import { publishImage } from '../images/publish.ts';
import { PARAMETERS, type Service } from '../names.ts';
import { readParameter } from '../parameters.ts';
import { type Entry, imageBefore, shortOf } from './deployment.ts';
import { readHistory } from './history.ts';
import { checkArchitecture, inspectImage } from './inspect.ts';
import { findImage, tagImage } from './repository.ts';
import type { Tools } from './tools.ts';

/** The image to deploy: built and pushed now, or one that is in the repository. @throws StagingError when it cannot be had */
export async function imageFor(
  tools: Tools,
  service: Service,
  { image, tag }: { image?: string | undefined; tag?: string | undefined },
): Promise<Image> {
  if (image === undefined) {
    const { context, target } = tools;
    context.io.err(`  ${service}: building and pushing its image …`);
    return publishImage(service, { context, target, tags: tag === undefined ? [] : [tag] });
  }
  const found = await findImage(tools.ecr, service, image);
  if (tag !== undefined) await tagImage(tools.ecr, service, found, tag);
  return describe(tools, service, found);
}

/** The image before the one that is deployed. @throws StagingError when there is none, or the repository has lost it */
export async function imageToGoBackTo({ ssm, ecr }: Tools, service: Service): Promise<Image> {
  const [value, history] = await Promise.all([
    readParameter(ssm, imageParameter(PARAMETERS, service)),
    readHistory(ssm),
  ]);
  const current = parseImage(value ?? '');
  const before =
    current &&
    imageBefore(
      history.filter((entry) => entry.service === service),
      current.image,
    );
  if (!before) {
    throw new StagingError(`The history knows nothing that ${service} could go back to.`, {
      hint: `staging history; an image by its digest: staging deploy ${service} --image sha256:…`,
    });
  }
  await findImage(ecr, service, before.image.slice(before.image.indexOf('@') + 1));
  return before;
}

/** What is known of an image that is there: what it says itself, else what the history says. @throws StagingError */
async function describe(tools: Tools, service: Service, image: string): Promise<Image> {
  const inspected = await inspectImage(tools.ecr, service, image);
  if (inspected) {
    await checkArchitecture(tools, service, image, inspected);
    return { image, migration: inspected.migration, commit: inspected.commit };
  }
  const { ssm, context } = tools;
  const value = await readParameter(ssm, imageParameter(PARAMETERS, service));
  const known = [parseImage(value ?? ''), ...(await readHistory(ssm)).flatMap(imagesOf)];
  const found = known.find((one) => one?.image === image);
  if (found) return found;
  if (service === 'api') context.io.err(`  api: ${shortOf(image)} does not say which migration it needs`);
  return { image, migration: null, commit: null };
}

const imagesOf = ({ image, before }: Entry): (Image | null)[] => [image, before];
