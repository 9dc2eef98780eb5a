import { EXIT, type ExitCode } from '../errors.ts';
import type { Io } from '../io.ts';
import { type ClockChange, changeClock } from './client.ts';
import { curl } from './rehearsal-only.ts';
import { clockPage } from './say.ts';
import type { Reading } from './schema.ts';

/** Makes changes of the clock, one after the other, and shows it as it is then; or prints the calls. */
export async function changeAndShow(
  endpoint: string,
  changes: readonly [ClockChange, ...ClockChange[]],
  io: Io,
  { dryRun }: { dryRun: boolean },
): Promise<ExitCode> {
  if (dryRun) {
    for (const change of changes) io.out(curl(endpoint, 'clock', change));
    return EXIT.yes;
  }
  let reading: Reading | undefined;
  for (const change of changes) reading = await changeClock(endpoint, change);
  for (const line of reading ? clockPage(reading, []) : []) io.out(line);
  return EXIT.yes;
}
