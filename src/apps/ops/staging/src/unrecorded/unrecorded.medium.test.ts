import { expect, it } from 'vitest';
import { type FakeAnswer, fakeAws } from '../testing.ts';
import { findUnrecorded } from './find.ts';
import { FIXED } from './fixed.ts';

/** Plans that would make everything that has a fixed name. */
const plans = Object.fromEntries(
  FIXED.map(({ unit }) => {
    const add = FIXED.filter((each) => each.unit === unit).map(({ address }) => address);
    return [unit, { add, change: [], remove: [], outputs: [], fresh: true }];
  }),
);
const identity = {
  xml: '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
};
const APIS = '/v2/apis';
const BUCKET = '/bookmark-manager-staging-assets-123456789012/';

async function find(answers: Record<string, FakeAnswer>) {
  await using aws = await fakeAws({ GetCallerIdentity: identity, ...answers });
  const target = { kind: 'rehearsal', clientOptions: aws.clientOptions, environment: {}, tfvars: '' } as never;
  const found = await findUnrecorded(target, plans);
  return { found: found.map(({ unit, id }) => `${unit} ${id}`), calls: aws.requests };
}

it('finds each thing of a fixed name that is there', async () => {
  const { found, calls } = await find({
    DescribeRepositories: { json: { repositories: [{ repositoryName: 'a-repository' }] } },
    DescribeVpcs: {
      xml: '<DescribeVpcsResponse><vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet></DescribeVpcsResponse>',
    },
    [BUCKET]: { xml: '' },
    DescribeDBInstances: {
      xml: '<R><DescribeDBInstancesResult><DBInstances><DBInstance><DBInstanceIdentifier>a-db</DBInstanceIdentifier></DBInstance></DBInstances></DescribeDBInstancesResult></R>',
    },
    DescribeClusters: { json: { clusters: [{ clusterName: 'a-cluster', status: 'ACTIVE' }] } },
    DescribeLoadBalancers: {
      xml: '<R><DescribeLoadBalancersResult><LoadBalancers><member><LoadBalancerArn>a-balancer</LoadBalancerArn></member></LoadBalancers></DescribeLoadBalancersResult></R>',
    },
    [APIS]: { json: { items: [{ name: 'bookmark-manager-staging', apiId: 'an-api' }] } },
  });
  expect(found).toEqual([
    ...['ecr a-repository', 'ecr a-repository', 'network vpc-1', `storage ${BUCKET.slice(1, -1)}`],
    ...['database bookmark-manager-staging-db', 'compute a-cluster', 'compute a-balancer', 'compute an-api'],
  ]);
  expect(calls.find(({ operation }) => operation === 'DescribeVpcs')?.input).toMatchObject({
    'Filter.3.Name': 'tag:Unit',
    'Filter.3.Value.1': 'network',
  });
});

it('finds nothing where AWS says so, and a cluster that was deleted is none', async () => {
  const { found } = await find({
    DescribeRepositories: { error: 'RepositoryNotFoundException' },
    DescribeVpcs: { xml: '<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>' },
    [BUCKET]: { json: {}, status: 404 },
    DescribeDBInstances: {
      xml: '<R><DescribeDBInstancesResult><DBInstances/></DescribeDBInstancesResult></R>',
    },
    DescribeClusters: { json: { clusters: [{ clusterName: 'a-cluster', status: 'INACTIVE' }] } },
    DescribeLoadBalancers: {
      xml: '<R><DescribeLoadBalancersResult><LoadBalancers/></DescribeLoadBalancersResult></R>',
    },
    [APIS]: { json: { items: [{ name: 'another', apiId: 'another-api' }] } },
  });
  expect(found).toEqual([]);
});

it('does not take a refusal for an answer', async () => {
  await expect(find({ DescribeRepositories: { error: 'AccessDeniedException' } })).rejects.toThrow();
});
