import type { Faults } from '../faults/index.ts';
import type { Answer, Forward, Handler, Request, Table } from '../relay/types.ts';
import { amendXml, fault } from '../relay/wire.ts';
import { child, each, set } from '../relay/xml.ts';
import type { Instance } from './instance.ts';
import type { Instances } from './instances.ts';
import { decide, type Operation } from './status.ts';

/** The rows of RDS that only a running database can answer. Everything else about an instance stays the emulator's. */
export function databaseRows(instances: Instances, faults: Pick<Faults, 'refuses'>): Table {
  const { all } = instances;
  const overlay = (xml: string) =>
    each(xml, 'DBInstance', (inner) => {
      const instance = all.get(child(inner, 'DBInstanceIdentifier') ?? '');
      return instance && set(inner, 'DBInstanceStatus', instance.status);
    });

  /** Refuses as RDS does, lets the emulator do its part, then does ours. */
  const row = (
    operation: Operation,
    act: (instance: Instance, form: URLSearchParams) => void | Promise<void>,
  ): Handler => ({
    kind: 'answer',
    async answer(request, forward) {
      const form = formOf(request);
      const instance = all.get(identifierIn(form));
      if (!instance) return forward(request);
      const decision = decide(operation, instance.identifier, instance.status);
      if ('refusal' in decision) throw fault('InvalidDBInstanceState', decision.refusal);
      if (operation === 'StartDBInstance' && faults.refuses('database')) throw fault(...NO_ROOM);
      await catchUp(instance, request, forward);
      const answer = await forward(withoutPassword(request, form));
      if (answer.status >= 300) return answer;
      await act(instance, form);
      return { ...answer, body: Buffer.from(overlay(answer.body.toString())) };
    },
  });

  return {
    'rds:CreateDBInstance': {
      kind: 'answer',
      answer: (request, forward) => create(instances, overlay, request, forward),
    },
    'rds:StopDBInstance': row('StopDBInstance', instances.stop),
    'rds:StartDBInstance': row('StartDBInstance', instances.start),
    'rds:RebootDBInstance': row('RebootDBInstance', instances.reboot),
    'rds:DeleteDBInstance': row('DeleteDBInstance', instances.remove),
    'rds:ModifyDBInstance': row('ModifyDBInstance', async (instance, form) => {
      const password = form.get('MasterUserPassword');
      if (password) await instances.setPassword(instance, password);
      instances.modify(instance);
    }),
    'rds:DescribeDBInstances': amendXml(overlay),
  };
}

/** Tells the emulator what AWS did by itself: it would refuse to stop what it takes for stopped. */
async function catchUp(instance: Instance, request: Request, forward: Forward): Promise<void> {
  if (!instance.startedByAws) return;
  const form = new URLSearchParams({ Action: 'StartDBInstance', DBInstanceIdentifier: instance.identifier });
  const version = formOf(request).get('Version');
  if (version) form.set('Version', version);
  await forward({ ...request, operation: 'StartDBInstance', body: Buffer.from(form.toString()) });
  delete instance.startedByAws;
}

/** As RDS documents it. */
const NO_ROOM = [
  'InsufficientDBInstanceCapacity',
  "The specified DB instance class isn't available in the specified Availability Zone.",
] as const;

/** Its data is made first: an instance that the emulator knows has data, however the rehearsal ends in between. */
async function create(
  instances: Instances,
  overlay: (xml: string) => string,
  request: Request,
  forward: Forward,
): Promise<Answer> {
  const form = formOf(request);
  const identifier = identifierIn(form);
  if (form.get('Engine') !== 'postgres' || instances.all.has(identifier))
    return forward(withoutPassword(request, form));
  const prepared = await instances
    .prepare(identifier, {
      masterUsername: form.get('MasterUsername') ?? 'postgres',
      masterPassword: form.get('MasterUserPassword') ?? undefined,
      databaseName: form.get('DBName') ?? undefined,
    })
    .catch((error: Error) => {
      throw fault('InsufficientDBInstanceCapacity', `The rehearsal cannot make this database: ${error.message}`);
    });
  const answer = await forward(withoutPassword(request, form));
  if (answer.status >= 300) {
    prepared.discard();
    return answer;
  }
  const xml = answer.body.toString();
  await prepared.adopt({
    identifier,
    endpoint: find(xml, 'Endpoint', 'Address') ?? `${identifier}.rds.amazonaws.com`,
    masterUsername: form.get('MasterUsername') ?? 'postgres',
    forceTls: true,
  });
  return { ...answer, body: Buffer.from(overlay(xml)) };
}

const formOf = (request: Request) => new URLSearchParams(request.body.toString());

/** RDS keeps identifiers in lower case. */
const identifierIn = (form: URLSearchParams) => (form.get('DBInstanceIdentifier') ?? '').toLowerCase();

/** The emulator would keep the password, and it would be saved with its memory. */
function withoutPassword(request: Request, form: URLSearchParams): Request {
  if (!form.has('MasterUserPassword')) return request;
  const stripped = new URLSearchParams(form);
  stripped.set('MasterUserPassword', 'known-to-postgres-only');
  return { ...request, body: Buffer.from(stripped.toString()) };
}

function find(xml: string, path: string, name: string): string | undefined {
  let found: string | undefined;
  each(xml, path, (inner) => {
    found ??= child(inner, name);
    return undefined;
  });
  return found;
}
