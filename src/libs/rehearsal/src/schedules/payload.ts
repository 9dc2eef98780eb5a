import type { GetScheduleCommandOutput } from '@aws-sdk/client-scheduler';

/** One firing of a schedule. */
export type Firing = { scheduleArn: string; scheduledAt: Date; executionId: string; attempt: number };

/** What the target gets: the schedule's input with AWS's keywords replaced, or the event that Scheduler makes when there is none. */
export function payloadOf(target: GetScheduleCommandOutput['Target'], firing: Firing): unknown {
  const { scheduleArn, scheduledAt, executionId, attempt } = firing;
  const time = `${scheduledAt.toISOString().slice(0, 19)}Z`;
  if (!target?.Input) return scheduledEvent(scheduleArn, time, executionId);
  const keywords: Record<string, string> = {
    'schedule-arn': scheduleArn,
    'scheduled-time': time,
    'execution-id': executionId,
    'attempt-number': String(attempt),
  };
  return JSON.parse(
    target.Input.replace(/<aws\.scheduler\.([a-z-]+)>/g, (whole, name: string) => keywords[name] ?? whole),
  );
}

function scheduledEvent(scheduleArn: string, time: string, id: string) {
  const [, , , region, account] = scheduleArn.split(':');
  return {
    ...{ version: '0', id, 'detail-type': 'Scheduled Event', source: 'aws.scheduler' },
    ...{ account, time, region, resources: [scheduleArn], detail: '{}' },
  };
}
