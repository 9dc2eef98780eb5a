import { fromEnv } from '@aws-sdk/credential-provider-env';

/** Stands for `@aws-sdk/credential-provider-node` in the bundles: Lambda gives credentials by the environment, and only so. */
export function defaultProvider(): ReturnType<typeof fromEnv> {
  return fromEnv();
}
