import { join } from 'node:path';
import { DescribeServicesCommand, DescribeTaskDefinitionCommand, type ECSClient } from '@aws-sdk/client-ecs';
import { GetParametersCommand, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { type Image, imageParameter, parseImage } from '@bookmark-manager/schedule';
import { StagingError } from '../errors.ts';
import { CLUSTER, PARAMETERS, REGION, SERVICES, type Service, serviceName } from '../names.ts';
import { type BuildOptions, buildImage } from './build.ts';

export type Images = { images: Record<Service, Image>; built: Service[] };

/**
 * The images that are deployed; a service that has none, or one that the store does not hold any more, is built, and its
 * parameter written. What was deployed before stays.
 * @throws StagingError when the store is damaged, or a build fails
 */
export async function ensureImages(ssm: SSMClient, options: BuildOptions & { accountId: string }): Promise<Images> {
  const deployed = await readImages(ssm);
  const built: Service[] = [];
  const ensure = async (service: Service): Promise<[Service, Image]> => {
    const known = deployed.get(service);
    if (known && (await isStored(known, options))) return [service, known];
    const { digest, migration, commit } = await buildImage(service, options);
    const repository = `${options.accountId}.dkr.ecr.${REGION}.amazonaws.com/${serviceName(service)}`;
    const image: Image = { image: `${repository}@${digest}`, migration, commit };
    const Name = imageParameter(PARAMETERS, service);
    await ssm.send(new PutParameterCommand({ Name, Value: JSON.stringify(image), Type: 'String', Overwrite: true }));
    built.push(service);
    return [service, image];
  };
  const [web, api] = await Promise.all([ensure('web'), ensure('api')]);
  return { images: { web: web[1], api: api[1] }, built };
}

async function isStored({ image }: Image, { images, config }: BuildOptions): Promise<boolean> {
  try {
    return (await images.resolve(image)) !== undefined;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    const folder = join(config.rehearsalDirectory, 'images');
    throw new StagingError(`${join(folder, 'index.json')} is damaged: it does not say which images there are.`, {
      hint: `Move ${folder} away: the next start builds them again.`,
      cause,
    });
  }
}

/** Whether the services' task definitions are of these images. */
export async function runImages(ecs: ECSClient, { images }: Images): Promise<boolean> {
  const { services = [] } = await ecs.send(
    new DescribeServicesCommand({ cluster: CLUSTER, services: SERVICES.map(serviceName) }),
  );
  const current = SERVICES.map(async (service) => {
    const taskDefinition = services.find(({ serviceName: name }) => name === serviceName(service))?.taskDefinition;
    if (taskDefinition === undefined) return false;
    const found = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
    return found.taskDefinition?.containerDefinitions?.[0]?.image === images[service].image;
  });
  return (await Promise.all(current)).every(Boolean);
}

async function readImages(ssm: SSMClient): Promise<Map<Service, Image>> {
  const Names = SERVICES.map((service) => imageParameter(PARAMETERS, service));
  const { Parameters = [] } = await ssm.send(new GetParametersCommand({ Names }));
  return new Map(
    SERVICES.flatMap((service) => {
      const value = Parameters.find(({ Name }) => Name === imageParameter(PARAMETERS, service))?.Value;
      const image = value === undefined ? null : parseImage(value);
      return image ? [[service, image] as const] : [];
    }),
  );
}
