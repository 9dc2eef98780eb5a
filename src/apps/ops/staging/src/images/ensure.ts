import {
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  ImageNotFoundException,
  RepositoryNotFoundException,
} from '@aws-sdk/client-ecr';
import { DescribeServicesCommand, DescribeTaskDefinitionCommand, type ECSClient } from '@aws-sdk/client-ecs';
import { GetParametersCommand, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { type Image, imageParameter, parseImage } from '@bookmark-manager/schedule';
import { CLUSTER, PARAMETERS, SERVICES, type Service, serviceName } from '../names.ts';
import { poll } from '../poll.ts';
import { type PublishOptions, publishImage } from './publish.ts';

export type Images = { images: Record<Service, Image>; built: Service[] };

/**
 * The images that are deployed; a service that has none, or one that its repository does not hold any more, is built and
 * pushed as soon as there is a repository, and its parameter written. What was deployed before stays.
 * @throws StagingError when a build fails
 */
export async function ensureImages(
  ssm: SSMClient,
  options: Omit<PublishOptions, 'again' | 'ready' | 'tags'>,
): Promise<Images> {
  const { target, context } = options;
  const ecr = new ECRClient(target.clientOptions);
  const deployed = await readImages(ssm);
  const built: Service[] = [];
  const ensure = async (service: Service): Promise<[Service, Image]> => {
    const known = deployed.get(service);
    if (known && (await isStored(ecr, service, known))) return [service, known];
    const ready = () => poll(context.io.signal, `the repository of ${service}`, () => repositoryOf(ecr, service));
    const again = 'npm start goes on from here.';
    const image = await publishImage(service, { ...options, tags: ['latest'], again, ready });
    const Name = imageParameter(PARAMETERS, service);
    await ssm.send(new PutParameterCommand({ Name, Value: JSON.stringify(image), Type: 'String', Overwrite: true }));
    built.push(service);
    return [service, image];
  };
  const [web, api] = await Promise.all([ensure('web'), ensure('api')]);
  return { images: { web: web[1], api: api[1] }, built };
}

async function isStored(ecr: ECRClient, service: Service, { image }: Image): Promise<boolean> {
  const [, imageDigest] = image.split('@');
  const input = { repositoryName: serviceName(service), imageIds: [{ imageDigest }] };
  try {
    return ((await ecr.send(new DescribeImagesCommand(input))).imageDetails ?? []).length > 0;
  } catch (error) {
    if (error instanceof ImageNotFoundException || error instanceof RepositoryNotFoundException) return false;
    throw error;
  }
}

/** True, or undefined while there is none: Terraform is making it. */
async function repositoryOf(ecr: ECRClient, service: Service): Promise<true | undefined> {
  const asked = ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [serviceName(service)] }));
  return asked.then(
    () => true as const,
    (error: unknown) => {
      if (error instanceof RepositoryNotFoundException) return undefined;
      throw error;
    },
  );
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
