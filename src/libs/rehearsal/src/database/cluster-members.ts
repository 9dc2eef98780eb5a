import type { Answer, Forward, Request } from '../relay/types.ts';
import { fault } from '../relay/wire.ts';
import { child, each } from '../relay/xml.ts';
import { formOf, identifierIn } from './forms.ts';
import type { Instance } from './instance.ts';
import { CLUSTER, INSTANCE } from './kinds.ts';
import type { Verb } from './status.ts';

const OFF = ['stopping', 'stopped', 'starting'];

/** What an operation does to an instance that is none of its own: one of a cluster sleeps and wakes with it, and cannot go while it sleeps. */
export async function askMember(
  verb: Verb,
  all: ReadonlyMap<string, Instance>,
  request: Request,
  forward: Forward,
): Promise<Answer> {
  const name = await clusterOf(request, forward);
  const cluster = all.get(CLUSTER.key(name ?? ''));
  if (cluster && (verb === 'Stop' || verb === 'Start'))
    throw fault(
      'InvalidParameterCombination',
      'aurora-postgresql DB instances are not eligible for stopping and starting.',
    );
  if (cluster && verb === 'Delete' && OFF.includes(cluster.status))
    throw fault(CLUSTER.fault, `Db cluster ${name} is in ${cluster.status} state`);
  return forward(request);
}

/** The cluster that an instance belongs to, as the emulator knows it. */
async function clusterOf(request: Request, forward: Forward): Promise<string | undefined> {
  const asked = formOf(request);
  const operation = 'DescribeDBInstances';
  const form = new URLSearchParams({
    Action: operation,
    Version: asked.get('Version') ?? '',
    DBInstanceIdentifier: identifierIn(asked, INSTANCE),
  });
  const answer = await forward({ ...request, operation, body: Buffer.from(form.toString()) });
  let found: string | undefined;
  if (answer.status < 300) {
    each(answer.body.toString(), INSTANCE.name, (inner) => {
      found ??= child(inner, 'DBClusterIdentifier');
      return undefined;
    });
  }
  return found;
}
