import type { Clock } from '../clock/index.ts';
import { composeTables } from '../relay/table.ts';
import type { Table } from '../relay/types.ts';
import type { Store } from '../store.ts';
import { createAutoscalingRows } from './autoscaling.ts';
import { createBudgetRows } from './budgets.ts';
import { createEc2Rows } from './ec2.ts';
import { createHttpApiRows } from './http-apis.ts';
import { createLambdaRows } from './lambda.ts';
import { createLogsRows } from './logs.ts';
import { createMotoRows } from './moto.ts';
import { rdsRows } from './rds.ts';
import { sqsRows } from './sqs.ts';
import { statesRows } from './states.ts';

/** The relay's own rows: gaps of the emulator that need no running part, only a remembered field or a corrected answer. */
export function createAmendments({ store, clock }: { store: Store; clock: Clock }): Table {
  return composeTables(
    createAutoscalingRows(store),
    createBudgetRows(store, clock),
    createEc2Rows(store),
    createHttpApiRows(store, clock),
    createLambdaRows(store),
    createLogsRows(store),
    createMotoRows(store),
    rdsRows,
    sqsRows,
    statesRows,
  );
}
