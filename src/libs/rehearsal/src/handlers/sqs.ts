import type { Table } from '../relay/types.ts';

/** Waiting for a message may take 20 s: neither a save nor other writes should wait for that. */
export const sqsRows: Table = {
  'sqs:ReceiveMessage': { kind: 'answer', long: true, answer: (request, forward) => forward(request) },
};
