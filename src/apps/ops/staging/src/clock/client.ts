import type { z } from 'zod';
import { askPage, notUnderstood } from './request.ts';
import { type Fault, faultsSchema, type Reading, readingSchema } from './schema.ts';

/** What the clock can be told. */
export type ClockChange =
  | { set: string }
  | { advance: number }
  | { speed: number }
  | { durations: Record<string, number> };

/** What can be made to happen. */
export type FaultRequest =
  | { fault: 'database-restart' | 'none' }
  | { fault: 'capacity'; of: string; times?: number | undefined };

/** The clock of the rehearsal that answers at `endpoint`. @throws StagingError */
export async function readClock(endpoint: string): Promise<Reading> {
  return parsed('clock', readingSchema, await askPage(endpoint, 'clock'));
}

/** Changes it, and says how it is then. @throws StagingError when the rehearsal refuses */
export async function changeClock(endpoint: string, change: ClockChange): Promise<Reading> {
  return parsed('clock', readingSchema, await askPage(endpoint, 'clock', change));
}

/** The faults that wait to happen or last. @throws StagingError */
export async function readFaults(endpoint: string): Promise<Fault[]> {
  return parsed('faults', faultsSchema, await askPage(endpoint, 'faults')).faults;
}

/** Makes one happen, and says which wait or last then. @throws StagingError when the rehearsal refuses */
export async function makeFault(endpoint: string, fault: FaultRequest): Promise<Fault[]> {
  return parsed('faults', faultsSchema, await askPage(endpoint, 'faults', fault)).faults;
}

function parsed<T>(page: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (!result.success) throw notUnderstood(page, result.error);
  return result.data;
}
