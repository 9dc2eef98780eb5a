import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { ClientOptions } from '../../target/target.ts';

/** Whose credentials these are. */
export type Account = { id: string; arn: string };

export async function readAccount(options: ClientOptions): Promise<Account> {
  const { Account: id = '', Arn: arn = '' } = await new STSClient(options).send(new GetCallerIdentityCommand({}));
  return { id, arn };
}
