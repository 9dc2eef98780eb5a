import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { type Capacity, parseScheduleSlice, type ScheduleSlice } from '@bookmark-manager/schedule';
import * as z from 'zod';
import { StagingError } from '../errors.ts';
import { SCHEDULER } from '../names.ts';
import { type DoorSettings, doorSchema } from './door-settings.ts';

/** What the deployed scheduler was told: the calendar that holds, and where to look. */
export type SchedulerSettings = {
  cluster: string;
  parameterPrefix: string;
  databaseId: string;
  /** Of the environment, as people open it. */
  address: string;
  services: z.infer<typeof services>;
  door: DoorSettings;
  capacity: Capacity;
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

const services = z.array(z.looseObject({ name: z.string(), service: z.string() }));

const json = z.string().transform((text): unknown => JSON.parse(text));

const settings = z
  .object({
    CLUSTER: z.string(),
    PARAMETER_PREFIX: z.string(),
    DATABASE_ID: z.string(),
    // Of a load balancer, which was the only door once.
    WAKE_TARGET_GROUP_ARN: z.string().optional(),
    DOOR: json.pipe(z.looseObject({ kind: z.string() })).optional(),
    CAPACITY: z.enum(['spot', 'on-demand']).default('on-demand'),
    ADDRESS: z.string(),
    SERVICES: json.pipe(services),
    SCHEDULE: z.string(),
  })
  .transform((variables, context) => {
    const told = variables.DOOR ?? { kind: 'alb', wakeTargetGroupArn: variables.WAKE_TARGET_GROUP_ARN };
    const door = doorSchema.safeParse({ ...told, services: variables.SERVICES });
    if (!door.success) {
      context.addIssue({ code: 'custom', message: 'the door is not known' });
      return z.NEVER;
    }
    return {
      cluster: variables.CLUSTER,
      parameterPrefix: variables.PARAMETER_PREFIX,
      databaseId: variables.DATABASE_ID,
      address: variables.ADDRESS,
      services: variables.SERVICES,
      door: door.data,
      capacity: variables.CAPACITY,
      slice: parseScheduleSlice(variables.SCHEDULE),
    };
  });
