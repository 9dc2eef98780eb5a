import * as z from 'zod/mini';
import { parseAllowList } from './allow_list.ts';

/** What API Gateway expects of an authorizer with simple responses. */
export type Verdict = { isAuthorized: boolean };

/** The address is the one identity source: what the answer is kept by is what it was decided by. */
const eventSchema = z.object({ identitySource: z.tuple([z.string()]) });

/**
 * Makes the handler: lets in whom the list names. A fault of its own refuses, and says so in the log: it can never let
 * somebody in.
 */
export function createAuthorizer(
  list: string | undefined,
  log: (line: string) => void,
): (event: unknown) => Promise<Verdict> {
  return async (event) => {
    try {
      const ranges = z.array(z.string()).parse(JSON.parse(list ?? ''));
      const [address] = eventSchema.parse(event).identitySource;
      return { isAuthorized: parseAllowList(ranges)(address) };
    } catch (error) {
      log(JSON.stringify({ level: 'error', message: `nobody is let in: ${String(error)}` }));
      return { isAuthorized: false };
    }
  };
}
