import type { Faults } from '../faults/index.ts';
import type { Forward, Handler, Request, Table } from '../relay/types.ts';
import { amendXml, fault } from '../relay/wire.ts';
import { askMember } from './cluster-members.ts';
import { createInstance } from './create.ts';
import { finalSnapshotIn, formOf, identifierIn, keyIn, withoutPassword } from './forms.ts';
import type { Instance } from './instance.ts';
import type { Instances } from './instances.ts';
import { CLUSTER, INSTANCE, type Kind } from './kinds.ts';
import { overlayFor } from './overlay.ts';
import { snapshotRows, takeSnapshot } from './snapshot-rows.ts';
import type { Snapshots } from './snapshots.ts';
import { decide, type Operation, type Verb } from './status.ts';

type Refusing = Pick<Faults, 'refuses'>;

/** The rows of RDS that only a running database can answer. Everything else about one stays the emulator's. */
export function databaseRows(instances: Instances, snapshots: Snapshots, faults: Refusing): Table {
  const kinds = [INSTANCE, CLUSTER].map((kind) => rowsOf(kind, instances, snapshots, faults));
  return Object.assign({}, ...kinds);
}

function rowsOf(kind: Kind, instances: Instances, snapshots: Snapshots, faults: Refusing): Table {
  const { all } = instances;
  const overlay = overlayFor(kind)(all);

  /** Refuses as RDS does, lets the emulator do its part, then does ours. */
  const row = (verb: Verb, act: (instance: Instance, form: URLSearchParams) => void | Promise<void>): Handler => ({
    kind: 'answer',
    async answer(request, forward) {
      const form = formOf(request);
      const instance = all.get(keyIn(form, kind));
      if (!instance) return kind === INSTANCE ? askMember(verb, all, request, forward) : forward(request);
      const operation: Operation = `${verb}${kind.name}`;
      const decision = decide(operation, identifierIn(form, kind), instance.status);
      if ('refusal' in decision) throw fault(kind.fault, decision.refusal);
      if (verb === 'Delete' && form.get('SkipFinalSnapshot') !== 'true' && !finalSnapshotIn(form, kind))
        throw fault('InvalidParameterCombination', NO_NAME);
      if (verb === 'Start' && faults.refuses('database')) throw fault(...NO_ROOM);
      await catchUp(kind, instance, request, forward);
      const answer = await forward(withoutPassword(request, form));
      if (answer.status >= 300) return answer;
      await act(instance, form);
      return { ...answer, body: Buffer.from(overlay(answer.body.toString())) };
    },
  });

  return {
    [`rds:Create${kind.name}`]: {
      kind: 'answer',
      answer(request, forward) {
        const form = formOf(request);
        if (form.get('Engine') !== kind.engine) return forward(withoutPassword(request, form));
        const masterUsername = form.get('MasterUsername') ?? 'postgres';
        const masterPassword = form.get('MasterUserPassword') ?? undefined;
        const databaseName = form.get(kind.databaseName) ?? undefined;
        const wanted = { masterUsername, masterPassword, databaseName };
        return createInstance(instances, { kind, wanted, masterUsername, request, forward });
      },
    },
    [`rds:Stop${kind.name}`]: row('Stop', instances.stop),
    [`rds:Start${kind.name}`]: row('Start', instances.start),
    [`rds:Reboot${kind.name}`]: row('Reboot', instances.reboot),
    [`rds:Delete${kind.name}`]: row('Delete', (instance, form) => {
      const last = finalSnapshotIn(form, kind);
      instances.remove(
        instance,
        last === undefined ? undefined : () => takeSnapshot(instances, snapshots, instance, last),
      );
    }),
    [`rds:Modify${kind.name}`]: row('Modify', async (instance, form) => {
      const password = form.get('MasterUserPassword');
      if (password) await instances.setPassword(instance, password);
      instances.modify(instance);
    }),
    [`rds:Describe${kind.name}s`]: amendXml(overlay),
    ...snapshotRows(kind, instances, snapshots),
  };
}

/** Tells the emulator what AWS did by itself: it would refuse to stop what it takes for stopped. */
async function catchUp({ name }: Kind, instance: Instance, request: Request, forward: Forward): Promise<void> {
  if (!instance.startedByAws) return;
  const asked = formOf(request);
  const operation = `Start${name}`;
  const form = new URLSearchParams({ Action: operation, [`${name}Identifier`]: asked.get(`${name}Identifier`) ?? '' });
  const version = asked.get('Version');
  if (version) form.set('Version', version);
  await forward({ ...request, operation, body: Buffer.from(form.toString()) });
  delete instance.startedByAws;
}

/** As RDS documents it. */
const NO_ROOM = [
  'InsufficientDBInstanceCapacity',
  "The specified DB instance class isn't available in the specified Availability Zone.",
] as const;

const NO_NAME = 'FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.';
