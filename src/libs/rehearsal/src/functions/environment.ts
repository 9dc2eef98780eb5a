import { CREDENTIALS } from '../aws.ts';
import type { Configuration } from './configuration.ts';

/** The environment that Lambda gives to a function, with the rehearsal's relay as its AWS. The function's own variables win. */
export function environmentOf(
  configuration: Configuration,
  place: { root: string; endpoint: string; region: string; logStream: string; extra: Record<string, string> },
): Record<string, string> {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    HOME: '/tmp',
    AWS_ENDPOINT_URL: place.endpoint,
    AWS_REGION: place.region,
    AWS_DEFAULT_REGION: place.region,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: configuration.name,
    AWS_LAMBDA_FUNCTION_VERSION: configuration.version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.memoryMib),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: configuration.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: place.logStream,
    LAMBDA_TASK_ROOT: place.root,
    _HANDLER: configuration.handler,
    ...place.extra,
    ...configuration.environment,
  };
}
