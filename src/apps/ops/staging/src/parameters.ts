import {
  DeleteParameterCommand,
  GetParameterCommand,
  PutParameterCommand,
  paginateGetParametersByPath,
  type SSMClient,
} from '@aws-sdk/client-ssm';

/** A parameter's value; undefined where there is none. */
export async function readParameter(ssm: SSMClient, Name: string): Promise<string | undefined> {
  const found = await unlessNamed('ParameterNotFound', ssm.send(new GetParameterCommand({ Name })));
  return found?.Parameter?.Value;
}

export async function writeParameter(ssm: SSMClient, Name: string, Value: string): Promise<void> {
  await ssm.send(new PutParameterCommand({ Name, Value, Type: 'String', Overwrite: true }));
}

/** False when it is there already: of two that create it at once one does. */
export async function createParameter(ssm: SSMClient, Name: string, Value: string): Promise<boolean> {
  const put = new PutParameterCommand({ Name, Value, Type: 'String', Overwrite: false });
  return (await unlessNamed('ParameterAlreadyExists', ssm.send(put))) !== undefined;
}

/** Deletes it; one that is gone already is no fault. */
export async function deleteParameter(ssm: SSMClient, Name: string): Promise<void> {
  await unlessNamed('ParameterNotFound', ssm.send(new DeleteParameterCommand({ Name })));
}

/** Everything in a folder. */
export async function readParameters(ssm: SSMClient, Path: string): Promise<{ name: string; value: string }[]> {
  const found: { name: string; value: string }[] = [];
  for await (const page of paginateGetParametersByPath({ client: ssm }, { Path }))
    for (const { Name = '', Value = '' } of page.Parameters ?? []) found.push({ name: Name, value: Value });
  return found;
}

async function unlessNamed<T>(name: string, work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && error.name === name) return undefined;
    throw error;
  }
}
