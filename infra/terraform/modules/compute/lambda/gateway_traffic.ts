import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { USED_WITHIN_MS } from '@bookmark-manager/schedule';
import * as z from 'zod/mini';
import type { Clients } from './clients.ts';
import type { HttpApiSettings } from './door_settings.ts';

/** As many pages as tell that it is used: how often nobody needs to know. */
const MOST_PAGES = 5;
/** Of the door's own: whether a service is healthy, and the wake page. */
const OWN_PATHS = /^\S+ \/(?:__probe|_staging)\//;

/** A line of the access log; `integrationStatus` is "-" where nothing behind the door was asked. */
const lineSchema = z.object({ routeKey: z.string(), integrationStatus: z.string() });

/**
 * How many requests web and API answered lately, by the door's own access log. The gateway's metric counts strangers whom it refused, and
 * the scheduler's own questions.
 */
export async function countLogged(
  logs: Clients['logs'],
  { accessLogGroup: logGroupName }: HttpApiSettings,
  now: Date,
): Promise<number> {
  const endTime = now.getTime();
  let count = 0;
  let nextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await logs.send(
      new FilterLogEventsCommand({
        logGroupName,
        startTime: endTime - USED_WITHIN_MS,
        endTime,
        filterPattern: '{ $.integrationStatus != "-" && $.routeKey != "GET /__probe/*" }',
        ...(nextToken === undefined ? {} : { nextToken }),
      }),
    );
    count += (answer.events ?? []).filter(({ message }) => isVisit(message)).length;
    nextToken = answer.nextToken;
    if (nextToken === undefined) break;
  }
  return count;
}

function isVisit(message = ''): boolean {
  const line = lineSchema.safeParse(parsed(message)).data;
  return line !== undefined && /^\d+$/.test(line.integrationStatus) && !OWN_PATHS.test(line.routeKey);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
