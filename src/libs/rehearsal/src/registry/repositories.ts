import {
  DescribeRepositoriesCommand,
  type ECRClient,
  GetLifecyclePolicyCommand,
  LifecyclePolicyNotFoundException,
  RepositoryNotFoundException,
} from '@aws-sdk/client-ecr';

/** What the registry asks of a repository that Terraform, or a person, made. */
export type Repository = { arn: string; immutable: boolean };

export interface Repositories {
  find(name: string): Promise<Repository | undefined>;
  /** Its lifecycle policy's JSON. */
  lifecyclePolicy(name: string): Promise<string | undefined>;
}

/** The emulator's own: it keeps repositories and their settings, and knows nothing of what is pushed. */
export function createRepositories(ecr: ECRClient): Repositories {
  return {
    async find(name) {
      const asked = ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [name] }));
      const [found] = (await asked.catch(unless(RepositoryNotFoundException)))?.repositories ?? [];
      return found && { arn: found.repositoryArn ?? '', immutable: found.imageTagMutability === 'IMMUTABLE' };
    },
    async lifecyclePolicy(repositoryName) {
      const asked = ecr.send(new GetLifecyclePolicyCommand({ repositoryName }));
      const missing = unless(LifecyclePolicyNotFoundException, RepositoryNotFoundException);
      return (await asked.catch(missing))?.lifecyclePolicyText;
    },
  };
}

function unless(...kinds: (abstract new (...args: never[]) => Error)[]): (error: unknown) => undefined {
  return (error) => {
    if (!kinds.some((kind) => error instanceof kind)) throw error;
    return undefined;
  };
}
