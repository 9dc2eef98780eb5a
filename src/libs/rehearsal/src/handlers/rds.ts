import { createHash } from 'node:crypto';
import type { Handler, Table } from '../relay/types.ts';
import { amendXml } from '../relay/wire.ts';
import { child, each, set } from '../relay/xml.ts';

/** Operations that answer with an instance. */
const WITH_INSTANCE = [
  'CreateDBInstance',
  'CreateDBInstanceReadReplica',
  'DeleteDBInstance',
  'ModifyDBInstance',
  'PromoteReadReplica',
  'RebootDBInstance',
  'RestoreDBInstanceFromDBSnapshot',
  'StartDBInstance',
  'StopDBInstance',
];

/** Operations that answer with a cluster. */
const WITH_CLUSTER = [
  'CreateDBCluster',
  'DeleteDBCluster',
  'DescribeDBClusters',
  'ModifyDBCluster',
  'RestoreDBClusterFromSnapshot',
  'StartDBCluster',
  'StopDBCluster',
];

const describeInstances: Handler = {
  kind: 'answer',
  async answer(request, forward) {
    // A filter by resource id would reach moto with an id that it does not know: it is taken out, and applied here.
    const { form, wanted } = withoutResourceIds(new URLSearchParams(request.body.toString()));
    const answer = await forward({ ...request, body: Buffer.from(form.toString()) });
    if (answer.status >= 300) return answer;
    const xml = each(answer.body.toString(), 'DBInstances/DBInstance', (inner) =>
      wanted && !wanted.includes(resourceId(inner)) ? null : withResourceId(inner),
    );
    return { ...answer, body: Buffer.from(xml) };
  },
};

const amendCluster = amendXml((xml) => each(xml, 'DBCluster', asAurora));
const amendInstance = amendXml((xml) => each(xml, 'DBInstance', withResourceId));

/**
 * moto gives every instance one constant resource id, by which the provider looks instances up; no source of a parameter; and
 * to every cluster what only the first Aurora Serverless, or one that is no Aurora, has.
 */
export const rdsRows: Table = {
  ...Object.fromEntries(WITH_INSTANCE.map((operation) => [`rds:${operation}`, amendInstance])),
  ...Object.fromEntries(WITH_CLUSTER.map((operation) => [`rds:${operation}`, amendCluster])),
  'rds:DescribeDBInstances': describeInstances,
  // It returns only what was set, so the source is always the user.
  'rds:DescribeDBParameters': amendXml(withSource),
  'rds:DescribeDBClusterParameters': amendXml(withSource),
};

function withSource(xml: string): string {
  return each(xml, 'Parameters/Parameter', (inner) =>
    child(inner, 'Source') ? undefined : set(inner, 'Source', 'user'),
  );
}

/** Without the empty bounds of the first Aurora Serverless, and without a type of storage, which standard Aurora has none of. */
function asAurora(inner: string): string | undefined {
  if (!child(inner, 'Engine')?.startsWith('aurora')) return undefined;
  const drop = (xml: string, name: string, when: (value: string) => boolean) =>
    each(xml, `_/${name}`, (value) => (when(value) ? null : undefined));
  const scaled = drop(`<_>${inner}</_>`, 'ScalingConfigurationInfo', (value) => value.trim() === '');
  return drop(scaled, 'StorageType', (value) => !value.startsWith('aurora')).slice('<_>'.length, -'</_>'.length);
}

function withResourceId(inner: string): string {
  return set(inner, 'DbiResourceId', resourceId(inner));
}

/** Made of what tells instances apart, so it stays the same over restarts. */
function resourceId(inner: string): string {
  const identity = `${child(inner, 'DBInstanceArn')}|${child(inner, 'InstanceCreateTime')}`;
  return `db-${createHash('sha256').update(identity).digest('hex').slice(0, 26).toUpperCase()}`;
}

/** The form without its filter by `dbi-resource-id`, and that filter's values. */
function withoutResourceIds(form: URLSearchParams): { form: URLSearchParams; wanted: string[] | undefined } {
  const filter = [...form].find(([name, value]) => name.startsWith('Filters.') && value === 'dbi-resource-id')?.[0];
  if (!filter) return { form, wanted: undefined };
  const prefix = filter.replace(/Name$/, '');
  const ofFilter = (name: string) => name.startsWith(prefix);
  return {
    form: new URLSearchParams([...form].filter(([name]) => !ofFilter(name))),
    wanted: [...form].filter(([name]) => ofFilter(name) && name !== filter).map(([, value]) => value),
  };
}
