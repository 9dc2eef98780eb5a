import { ACCOUNT_ID } from '../account.ts';
import type { BillLine } from './bill.ts';

/** By what this bill can be grouped and filtered: it knows no tags and no cost categories. */
export const DIMENSIONS = ['SERVICE', 'USAGE_TYPE', 'REGION', 'LINKED_ACCOUNT', 'RECORD_TYPE'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

const REGION_OF: Readonly<Record<string, string>> = { HostedZone: 'global' };

/** A line's value of a dimension. */
export function valueIn(line: Pick<BillLine, 'service' | 'usageType'>, dimension: Dimension): string {
  const values = {
    SERVICE: line.service,
    USAGE_TYPE: line.usageType,
    REGION: REGION_OF[line.usageType] ?? 'ap-northeast-1',
    LINKED_ACCOUNT: ACCOUNT_ID,
    RECORD_TYPE: 'Usage',
  } satisfies Record<Dimension, string>;
  return values[dimension];
}
