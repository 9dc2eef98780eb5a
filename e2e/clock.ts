import { z } from 'zod';
import { running } from './rehearsal.ts';

/** The clock as the rehearsal shows it, after an order if one is given. */
export async function clock(order?: object): Promise<z.infer<typeof clockSchema>> {
  return clockSchema.parse(await ask('clock', order));
}

/** Makes a fault happen (none: only asks); those that have not passed. */
export async function faults(order?: object): Promise<unknown[]> {
  return z.object({ faults: z.array(z.unknown()) }).parse(await ask('faults', order)).faults;
}

/** Runs the clock to its end: the report. */
export async function runClock(order: object): Promise<z.infer<typeof reportSchema>> {
  const answer = await post('clock/run', order);
  const last = (await answer.text()).trimEnd().split('\n').at(-1) ?? '';
  return reportSchema.parse(JSON.parse(last));
}

async function ask(page: string, order?: object): Promise<unknown> {
  const answer = order ? await post(page, order) : await fetch(urlOf(page));
  if (!answer.ok) throw new Error(`${page} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

const post = (page: string, order: object) => fetch(urlOf(page), { method: 'POST', body: JSON.stringify(order) });
const urlOf = (page: string) => `${running()?.endpoint}/_rehearsal/${page}`;

const instant = z.iso.datetime();
const clockSchema = z.object({ now: instant, machine: instant, speed: z.number(), running: z.boolean() });
const reportSchema = z.object({
  kind: z.literal('report'),
  from: instant,
  until: instant,
  hours: z.array(
    z.object({
      resource: z.string(),
      awake: z.number(),
      windows: z.array(z.object({ from: instant, until: instant })),
    }),
  ),
  changes: z.array(
    z.object({
      at: instant,
      subject: z.string(),
      text: z.string(),
      cause: z.object({ code: z.string(), text: z.string() }),
    }),
  ),
  invocations: z.object({ fired: z.int(), skipped: z.int() }),
  tookMs: z.number(),
});
