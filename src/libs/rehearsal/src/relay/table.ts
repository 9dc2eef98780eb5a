import { identify, needsBody } from './identify.ts';
import type { Answer, Call, Forward, Handler, Request, Table } from './types.ts';

/**
 * Puts tables on top of each other. Where two have a row for one operation, the later row is the outer one: its `forward`
 * reaches the earlier row before it reaches the emulator, as long as it asks for the same operation.
 */
export function composeTables(...tables: readonly Table[]): Table {
  const composed: Table = {};
  for (const table of tables) {
    for (const [name, outer] of Object.entries(table)) {
      const inner = composed[name];
      composed[name] = inner ? chain(inner, outer) : outer;
    }
  }
  return composed;
}

/** The row for an operation: its own, or its service's. */
export function findRow(table: Table, call: Pick<Call, 'service' | 'operation'>): Handler | undefined {
  return table[`${call.service}:${call.operation}`] ?? table[`${call.service}:*`];
}

/** Has a row answer a request; only an emulator's success is amended. */
export async function run(row: Handler, request: Request, forward: Forward): Promise<Answer> {
  if (row.kind === 'answer') return row.answer(request, forward);
  const answer = await forward(request);
  return answer.status < 300 ? row.amend(request, answer, forward) : answer;
}

function chain(inner: Handler, outer: Handler): Handler {
  const long = [inner, outer].some((row) => row.kind === 'answer' && row.long);
  return {
    kind: 'answer',
    ...(long && { long }),
    answer(request, forward) {
      const through: Forward = (next) => (isSame(next, request) ? run(inner, next, forward) : forward(next));
      return run(outer, request, through);
    },
  };
}

/** By what stands on the wire: a handler that asks for something else may have left the request's `operation` as it was. */
function isSame(next: Request, request: Request): boolean {
  const call = identify(next, needsBody(next) ? next.body.toString() : undefined);
  return call.service === request.service && call.operation === request.operation;
}
