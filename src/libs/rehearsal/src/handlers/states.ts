import type { Table } from '../relay/types.ts';
import { answering } from '../relay/wire.ts';

/** Two questions about state machines that moto has no answer to. */
export const statesRows: Table = {
  'states:ValidateStateMachineDefinition': answering(() => ({ result: 'OK', diagnostics: [] })),
  'states:ListStateMachineVersions': answering(() => ({ stateMachineVersions: [] })),
};
