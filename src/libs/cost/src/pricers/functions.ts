import type { Resource } from '../model.ts';
import type { Pricer, World } from '../pricer.ts';
import { exactly, type Range, times } from '../range.ts';
import { number, text } from '../values.ts';
import { callsIn } from './schedule-expression.ts';

const DEFAULT_MIB = 128;

export const functions = {
  aws_lambda_function: {
    reads: ['function_name', 'memory_size', 'architectures'],
    price(resource, world) {
      const name = text(resource, 'function_name');
      const invocations = invocationsOf(resource, world);
      const ms = durationOf(resource, world);
      if (invocations === undefined || ms === undefined)
        return [{ item: 'invocations', unpriced: `usage.json does not say how often ${name} is invoked` }];
      const gb = (number(resource, 'memory_size') ?? DEFAULT_MIB) / 1024;
      const architectures = resource.values.architectures;
      const arm = Array.isArray(architectures) && architectures.includes('arm64');
      return [
        {
          item: 'invocations',
          kind: 'usage',
          service: 'Lambda',
          usageType: 'APN1-Request',
          quantity: times(invocations, 1e-6),
        },
        {
          item: `time ${arm ? 'on ARM' : 'on x86'}`,
          kind: 'usage',
          service: 'Lambda',
          usageType: arm ? 'APN1-Lambda-GB-Second-ARM' : 'APN1-Lambda-GB-Second',
          quantity: times(times(times(invocations, ms), 1e-3), gb),
        },
      ];
    },
  },
  aws_scheduler_schedule: {
    reads: ['name', 'schedule_expression', 'schedule_expression_timezone'],
    price(resource, { hours }) {
      const expression = text(resource, 'schedule_expression') ?? '';
      const calls = callsIn(hours.month, expression);
      if (calls === undefined) return [{ item: 'calls', unpriced: `${expression} is not understood` }];
      return [
        {
          item: 'calls',
          kind: 'fixed',
          service: 'EventBridge Scheduler',
          usageType: 'APN1-ScheduledInvocation',
          quantity: exactly(calls / 1e6),
        },
      ];
    },
  },
} satisfies Record<string, Pricer>;

/** How often a function is invoked in the month: by the schedules, or by whoever opens the environment while it sleeps. */
export function invocationsOf(fn: Resource, { hours, usage, resources }: World): Range | undefined {
  switch (kindOf(fn)) {
    case 'wake':
      return usage.wake_invocations;
    case 'authorizer':
      return usage.authorizer_invocations;
    case 'scheduler': {
      const schedules = resources.filter(({ type }) => type === 'aws_scheduler_schedule');
      const calls = schedules.map((each) => callsIn(hours.month, text(each, 'schedule_expression') ?? '') ?? 0);
      return exactly(calls.reduce((total, each) => total + each, 0));
    }
    default:
      return undefined;
  }
}

function durationOf(fn: Resource, { usage }: World): Range | undefined {
  const kind = kindOf(fn);
  return kind && { scheduler: usage.scheduler_ms, wake: usage.wake_ms, authorizer: usage.authorizer_ms }[kind];
}

type FunctionKind = 'scheduler' | 'wake' | 'authorizer';

/** The environment's functions, by the end of their names. */
function kindOf(fn: Resource): FunctionKind | undefined {
  const name = text(fn, 'function_name') ?? '';
  const ends: readonly [string, FunctionKind][] = [
    ['-ecs-scheduler', 'scheduler'],
    ['-wake', 'wake'],
    ['-authorizer', 'authorizer'],
  ];
  return ends.find(([end]) => name.endsWith(end))?.[1];
}
