import type { Handler, Table } from '../relay/types.ts';
import { amendXml, fault } from '../relay/wire.ts';
import { child, each, set } from '../relay/xml.ts';
import { createInstance } from './create.ts';
import { formOf, identifierIn, keyIn, snapshotIn } from './forms.ts';
import type { Instance } from './instance.ts';
import type { Instances } from './instances.ts';
import type { Kind } from './kinds.ts';
import type { Snapshots } from './snapshots.ts';
import { decide } from './status.ts';

/** The rows of RDS about snapshots: real copies of a database's data. What is known about one stays the emulator's. */
export function snapshotRows(kind: Kind, instances: Instances, snapshots: Snapshots): Table {
  // The emulator speaks of automated backups, which nobody has made.
  const overlay = (xml: string) =>
    each(xml, kind.snapshot, (inner) => {
      const snapshot = snapshots.all.get(kind.key(child(inner, `${kind.snapshot}Identifier`) ?? ''));
      if (!snapshot) return null;
      const percent = snapshot.status === 'available' ? '100' : '0';
      return set(set(inner, 'Status', snapshot.status), 'PercentProgress', percent);
    });

  const create: Handler = {
    kind: 'answer',
    async answer(request, forward) {
      const form = formOf(request);
      const instance = instances.all.get(keyIn(form, kind));
      if (!instance) return forward(request);
      const decision = decide(`Create${kind.snapshot}`, identifierIn(form, kind), instance.status);
      if ('refusal' in decision) throw fault(kind.fault, decision.refusal);
      const answer = await forward(request);
      if (answer.status >= 300) return answer;
      instances.backUp(instance, () => takeSnapshot(instances, snapshots, instance, snapshotIn(form, kind)));
      return {
        ...answer,
        body: Buffer.from(answer.body.toString().replace('>available</Status>', '>creating</Status>')),
      };
    },
  };

  const remove: Handler = {
    kind: 'answer',
    async answer(request, forward) {
      const answer = await forward(request);
      if (answer.status < 300) snapshots.remove(snapshotIn(formOf(request), kind));
      return answer;
    },
  };

  const restore: Handler = {
    kind: 'answer',
    async answer(request, forward) {
      const identifier = snapshotIn(formOf(request), kind, kind.restore.parameter);
      const snapshot = snapshots.all.get(identifier);
      if (!snapshot) return forward(request);
      if (snapshot.status !== 'available')
        throw fault(kind.snapshotFault, `The snapshot ${identifier} is ${snapshot.status}.`);
      const { masterUsername } = snapshot;
      const wanted = { copyOf: snapshots.data(identifier) };
      return createInstance(instances, { kind, wanted, masterUsername, request, forward });
    },
  };

  return {
    [`rds:Create${kind.snapshot}`]: create,
    [`rds:Delete${kind.snapshot}`]: remove,
    [`rds:Describe${kind.snapshot}s`]: amendXml(overlay),
    [`rds:${kind.restore.operation}`]: restore,
  };
}

/** Copies an instance's data as it is now. */
export function takeSnapshot(
  instances: Pick<Instances, 'copyData'>,
  snapshots: Snapshots,
  instance: Instance,
  identifier: string,
): Promise<void> {
  return snapshots.take(identifier, instance.masterUsername, (data) => instances.copyData(instance, data));
}
