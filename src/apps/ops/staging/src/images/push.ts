import {
  DescribeRepositoriesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  RepositoryNotFoundException,
} from '@aws-sdk/client-ecr';
import {
  configSchema,
  manifestSchema,
  nameOf,
  push,
  type Registry,
  RegistryError,
  readBlob,
  readLayout,
} from '@bookmark-manager/oci';
import type { Config } from '../config.ts';
import { interrupted, StagingError } from '../errors.ts';
import { type Service, serviceName } from '../names.ts';
import type { Target } from '../target/target.ts';
import { architectureOf } from './architecture.ts';
import { MIGRATION_LABEL } from './sources.ts';

export type PushOptions = {
  config: Config;
  target: Target;
  layout: string;
  /** The one that it was built with unless given. */
  tags?: readonly string[] | undefined;
  signal: AbortSignal;
  /** Told how many bytes are sent or there already, of all. */
  progress?(done: number, all: number): void;
};

/** What is in the repository now: `image` names it by digest. */
export type Pushed = {
  image: string;
  tags: readonly string[];
  digest: string;
  migration: string | null;
  commit: string | null;
};

/**
 * Pushes the image of a layout to the service's repository, under its digest and these tags.
 * @throws StagingError for an image that the target's tasks cannot run, and with what the repository said
 */
export async function pushImage(service: Service, options: PushOptions): Promise<Pushed> {
  const { config, target, layout, signal, progress } = options;
  const { image, architecture, labels, bytes } = await imageIn(layout, service);
  const wanted = await architectureOf(target, config);
  if (architecture !== wanted) throw wrongArchitecture(service, architecture, wanted, target);
  const tags = options.tags ?? [nameOf(image) ?? 'latest'];
  const ecr = new ECRClient(target.clientOptions);
  const repository = serviceName(service);
  const uri = await repositoryUri(ecr, repository, target);
  let done = 0;
  await push({
    ...{ registry: await registryOf(ecr), repository, layout, image, tags, signal },
    onBlob: ({ size }) => {
      done += size;
      progress?.(done, bytes);
    },
  }).catch((error: unknown) => {
    if (signal.aborted)
      throw interrupted(`Interrupted while ${service} was pushed.`, 'staging push sends what is missing.');
    if (!(error instanceof RegistryError)) throw error;
    throw new StagingError(`${service} could not be pushed: ${error.message}`, { cause: error, ...hintFor(error) });
  });
  return {
    image: `${uri}@${image.digest}`,
    tags,
    digest: image.digest,
    migration: labels[MIGRATION_LABEL] || null,
    commit: known(labels['org.opencontainers.image.revision']),
  };
}

/** Where a service's images are pushed to, as AWS names it. @throws StagingError when there is no such repository */
export async function repositoryUri(ecr: ECRClient, name: string, target: Pick<Target, 'kind'>): Promise<string> {
  try {
    const { repositories = [] } = await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [name] }));
    return repositories[0]?.repositoryUri ?? name;
  } catch (error) {
    if (!(error instanceof RepositoryNotFoundException)) throw error;
    const flag = target.kind === 'aws' ? ' --aws' : '';
    throw new StagingError(`There is no repository ${name}.`, { hint: `staging up${flag} makes it.`, cause: error });
  }
}

/** The registry's real address is what the token comes with; a repository's URI is a name. */
async function registryOf(ecr: ECRClient): Promise<Registry> {
  const { authorizationData = [] } = await ecr.send(new GetAuthorizationTokenCommand({}));
  const [{ authorizationToken: token, proxyEndpoint: address } = {}] = authorizationData;
  if (!token || !address) throw new StagingError('ECR gives no token for its registry.');
  return { token, address };
}

/** Whoever builds without saying of which commit leaves it unknown. */
const known = (commit: string | undefined) => (commit === undefined || commit === 'unknown' ? null : commit);

async function imageIn(layout: string, service: Service) {
  const image = await readLayout(layout);
  if (!image) {
    throw new StagingError(`No image of ${service} was built here.`, { hint: `staging build ${service}` });
  }
  const manifest = manifestSchema.parse(JSON.parse((await readBlob(layout, image.digest)).toString()));
  const { architecture, config } = configSchema.parse(
    JSON.parse((await readBlob(layout, manifest.config.digest)).toString()),
  );
  const bytes = [manifest.config, ...manifest.layers].reduce((sum, { size }) => sum + size, 0);
  return { image, architecture, labels: config?.Labels ?? {}, bytes };
}

function wrongArchitecture(service: Service, found: string, wanted: string, target: Target): StagingError {
  const whose =
    target.kind === 'aws' ? 'the shape’s tasks run on' : 'this machine, which runs the rehearsal’s tasks, is';
  const flag = target.kind === 'aws' ? ' --aws' : '';
  return new StagingError(`The image of ${service} is for ${found}, and ${whose} ${wanted}.`, {
    hint: `staging build ${service}${flag} builds it for that.`,
  });
}

function hintFor({ code, status }: RegistryError): { hint?: string } {
  if (code === 'TAG_INVALID') return { hint: 'Choose another tag: this repository’s tags stay where they are.' };
  return status === 401 || status === 403
    ? { hint: 'May these credentials push to ECR? aws sts get-caller-identity' }
    : {};
}
