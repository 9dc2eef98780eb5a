import { GetParametersByPathCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { leaseParameter, type StoredLease } from '@bookmark-manager/schedule';

/** Every lease of an environment as it is stored, readable or not. */
export async function readStoredLeases(ssm: Pick<SSMClient, 'send'>, prefix: string): Promise<StoredLease[]> {
  const stored: StoredLease[] = [];
  let NextToken: string | undefined;
  do {
    const page = await ssm.send(
      new GetParametersByPathCommand({
        Path: leaseParameter(prefix),
        ...(NextToken === undefined ? {} : { NextToken }),
      }),
    );
    for (const { Name, Value } of page.Parameters ?? []) stored.push({ name: Name ?? '', value: Value ?? '' });
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return stored;
}
