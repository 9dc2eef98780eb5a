import type { Table } from '../relay/types.ts';
import { amendJson } from '../relay/wire.ts';

type Put = { logGroupName?: string; logEvents?: { message?: string }[] };

/** CloudWatch counts so much with each line. */
const BESIDES = 26;
const GB = 1024 ** 3;

/** Tells of what is written into logs, in GB as CloudWatch counts them. */
export function logRows(ingested: (group: string, gb: number) => void): Table {
  return {
    'logs:PutLogEvents': amendJson<Put>((input) => {
      const bytes = (input.logEvents ?? []).reduce(
        (sum, { message = '' }) => sum + Buffer.byteLength(message) + BESIDES,
        0,
      );
      ingested(input.logGroupName ?? '', bytes / GB);
      return undefined;
    }),
  };
}
