import type { Faults } from '../faults/index.ts';
import type { Forward, Handler, Request, Table } from '../relay/types.ts';
import { amendXml, fault } from '../relay/wire.ts';
import { createInstance } from './create.ts';
import { finalSnapshotIn, formOf, identifierIn, withoutPassword } from './forms.ts';
import type { Instance } from './instance.ts';
import type { Instances } from './instances.ts';
import { overlayOf } from './overlay.ts';
import { snapshotRows, takeSnapshot } from './snapshot-rows.ts';
import type { Snapshots } from './snapshots.ts';
import { decide, type Operation } from './status.ts';

/** The rows of RDS that only a running database can answer. Everything else about an instance stays the emulator's. */
export function databaseRows(instances: Instances, snapshots: Snapshots, faults: Pick<Faults, 'refuses'>): Table {
  const { all } = instances;
  const overlay = overlayOf(all);

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
      if (operation === 'DeleteDBInstance' && form.get('SkipFinalSnapshot') !== 'true' && !finalSnapshotIn(form))
        throw fault('InvalidParameterCombination', NO_NAME);
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
      answer(request, forward) {
        const form = formOf(request);
        if (form.get('Engine') !== 'postgres') return forward(withoutPassword(request, form));
        const masterUsername = form.get('MasterUsername') ?? 'postgres';
        const masterPassword = form.get('MasterUserPassword') ?? undefined;
        const databaseName = form.get('DBName') ?? undefined;
        const wanted = { masterUsername, masterPassword, databaseName };
        return createInstance(instances, { wanted, masterUsername, request, forward });
      },
    },
    'rds:StopDBInstance': row('StopDBInstance', instances.stop),
    'rds:StartDBInstance': row('StartDBInstance', instances.start),
    'rds:RebootDBInstance': row('RebootDBInstance', instances.reboot),
    'rds:DeleteDBInstance': row('DeleteDBInstance', (instance, form) => {
      const last = finalSnapshotIn(form);
      instances.remove(
        instance,
        last === undefined ? undefined : () => takeSnapshot(instances, snapshots, instance, last),
      );
    }),
    'rds:ModifyDBInstance': row('ModifyDBInstance', async (instance, form) => {
      const password = form.get('MasterUserPassword');
      if (password) await instances.setPassword(instance, password);
      instances.modify(instance);
    }),
    'rds:DescribeDBInstances': amendXml(overlay),
    ...snapshotRows(instances, snapshots),
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

const NO_NAME = 'FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.';
