import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { parseScheduleSlice, type ScheduleSlice } from '@bookmark-manager/schedule';
import * as z from 'zod';
import { StagingError } from '../errors.ts';
import { SCHEDULER } from '../names.ts';

/** What the deployed scheduler was told: the calendar that holds, and where to look. */
export type SchedulerSettings = {
  cluster: string;
  parameterPrefix: string;
  databaseId: string;
  wakeTargetGroupArn: string;
  services: z.infer<typeof services>;
  slice: ScheduleSlice;
};

/**
 * Reads them from the function's environment: what is applied, whatever the files of this checkout say.
 * @throws StagingError when nothing is applied.
 */
export async function readSchedulerSettings(lambda: Pick<LambdaClient, 'send'>): Promise<SchedulerSettings> {
  const parsed = settings.safeParse(await readEnvironment(lambda));
  if (!parsed.success) {
    throw new StagingError(`The function ${SCHEDULER} has settings that this command does not know.`, {
      hint: 'Apply what this checkout says: staging up',
    });
  }
  return parsed.data;
}

async function readEnvironment(lambda: Pick<LambdaClient, 'send'>): Promise<unknown> {
  try {
    const answer = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: SCHEDULER }));
    return answer.Environment?.Variables;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ResourceNotFoundException')) throw error;
    throw new StagingError('Nothing is applied here yet.', { hint: 'staging up', cause: error });
  }
}

const services = z.array(
  z.object({
    name: z.string(),
    service: z.string(),
    appTargetGroupArn: z.string(),
    listenerArn: z.string(),
    ruleArn: z.string().nullable(),
  }),
);

const settings = z
  .object({
    CLUSTER: z.string(),
    PARAMETER_PREFIX: z.string(),
    DATABASE_ID: z.string(),
    WAKE_TARGET_GROUP_ARN: z.string(),
    SERVICES: z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(services),
    SCHEDULE: z.string(),
  })
  .transform((variables) => ({
    cluster: variables.CLUSTER,
    parameterPrefix: variables.PARAMETER_PREFIX,
    databaseId: variables.DATABASE_ID,
    wakeTargetGroupArn: variables.WAKE_TARGET_GROUP_ARN,
    services: variables.SERVICES,
    slice: parseScheduleSlice(variables.SCHEDULE),
  }));
