import {
  DescribeParametersCommand,
  GetParameterCommand,
  PutParameterCommand,
  paginateDescribeParameters,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { StagingError } from '../errors.ts';
import { PARAMETERS } from '../names.ts';
import { isSecretName, SECRETS, type SecretName, secretParameter } from './names.ts';

/** What SSM knows of a secret besides its value. */
export type Stored = { version: number; modifiedAt: Date; description: string };

/** Those that are there, by name. */
export async function readStored(client: SSMClient): Promise<Map<SecretName, Stored>> {
  const stored = new Map<SecretName, Stored>();
  const ParameterFilters = [{ Key: 'Path', Option: 'OneLevel', Values: [PARAMETERS] }];
  for await (const { Parameters = [] } of paginateDescribeParameters({ client }, { ParameterFilters })) {
    for (const { Name = '', Version = 1, LastModifiedDate = new Date(0), Description = '' } of Parameters) {
      const name = Name.slice(PARAMETERS.length + 1);
      if (isSecretName(name))
        stored.set(name, { version: Version, modifiedAt: LastModifiedDate, description: Description });
    }
  }
  return stored;
}

/** @throws StagingError when it is not there */
export async function readValue(client: SSMClient, name: SecretName): Promise<string> {
  try {
    const asked = new GetParameterCommand({ Name: secretParameter(name), WithDecryption: true });
    return (await client.send(asked)).Parameter?.Value ?? '';
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ParameterNotFound')) throw error;
    const hint = SECRETS[name].madeBy === 'person' ? `staging secrets set ${name}` : 'staging up';
    throw new StagingError(`${name} is not there.`, { hint, cause: error });
  }
}

/**
 * Writes it, whether it was there or not; SSM keeps the versions before. One that Terraform made keeps its description:
 * another one would be a change to Terraform, which then writes its own.
 */
export async function writeValue(client: SSMClient, name: SecretName, value: string): Promise<number> {
  const before = (await readStored(client)).get(name);
  const Description = before?.description || SECRETS[name].about;
  const { Version = 1 } = await client.send(put({ Name: secretParameter(name), Description, Value: value }));
  return Version;
}

/** A SecureString that is no secret of its own, such as what a secret is about to be. */
export async function readSecure(client: SSMClient, Name: string): Promise<string> {
  try {
    return (await client.send(new GetParameterCommand({ Name, WithDecryption: true }))).Parameter?.Value ?? '';
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ParameterNotFound')) throw error;
    throw new StagingError(`${Name} is not there: what is applied is older than this command.`, {
      hint: 'staging up',
      cause: error,
    });
  }
}

export async function writeSecure(client: SSMClient, Name: string, Value: string): Promise<void> {
  const ParameterFilters = [{ Key: 'Name', Option: 'Equals', Values: [Name] }];
  const { Parameters = [] } = await client.send(new DescribeParametersCommand({ ParameterFilters }));
  await client.send(put({ Name, Value, Description: Parameters[0]?.Description }));
}

const put = (input: { Name: string; Value: string; Description: string | undefined }) =>
  new PutParameterCommand({ ...input, Type: 'SecureString', Overwrite: true });

/** The same call with the aws CLI, for `--dry-run`: its value is piped in, and never an argument. */
export function writeCommandLine(name: SecretName, parameter = secretParameter(name)): string {
  return `aws ssm put-parameter --name ${parameter} --type SecureString --overwrite --value file:///dev/stdin`;
}
