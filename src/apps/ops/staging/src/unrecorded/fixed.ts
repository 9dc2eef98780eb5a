import { ApiGatewayV2Client, GetApisCommand } from '@aws-sdk/client-apigatewayv2';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { DescribeClustersCommand, ECSClient } from '@aws-sdk/client-ecs';
import { DescribeLoadBalancersCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { RDSClient } from '@aws-sdk/client-rds';
import type { DatabaseEngine } from '@bookmark-manager/schedule';
import { describeDatabase } from '../database/described.ts';
import { CLUSTER, DATABASE, GATEWAY, LOAD_BALANCER, PREFIX, SERVICES, serviceName } from '../names.ts';
import type { Target } from '../target/target.ts';
import { bucketExists } from '../tfstate/bucket.ts';
import { openBucket } from '../tfstate/open.ts';

/** Something of a fixed name that Terraform makes once: whoever finds it knows that the environment is there. */
export type Fixed = {
  unit: string;
  address: string;
  what: string;
  /** What `terraform import` calls it; undefined when it is not there. */
  find(target: Target): Promise<string | undefined>;
};

export const FIXED: readonly Fixed[] = [
  ...SERVICES.map((service) => ({
    unit: 'ecr',
    address: `aws_ecr_repository.this["${service}"]`,
    what: 'the repository',
    async find({ clientOptions }: Target) {
      const repositoryNames = [serviceName(service)];
      const answer = await new ECRClient(clientOptions).send(new DescribeRepositoriesCommand({ repositoryNames }));
      return answer.repositories?.[0]?.repositoryName;
    },
  })),
  {
    unit: 'network',
    address: 'aws_vpc.this',
    what: 'the network',
    async find({ clientOptions }) {
      const tags = { Project: 'bookmark-manager', Environment: 'staging', Unit: 'network' };
      const Filters = Object.entries(tags).map(([name, value]) => ({ Name: `tag:${name}`, Values: [value] }));
      const answer = await new EC2Client(clientOptions).send(new DescribeVpcsCommand({ Filters }));
      return answer.Vpcs?.[0]?.VpcId;
    },
  },
  {
    unit: 'storage',
    address: 'aws_s3_bucket.assets',
    what: 'the bucket',
    async find(target) {
      const bucket = await openBucket(target);
      const name = `${PREFIX}-assets-${bucket.account}`;
      return (await bucketExists({ ...bucket, name })) ? name : undefined;
    },
  },
  database('rds', 'aws_db_instance.this[0]'),
  database('aurora-serverless-v2', 'aws_rds_cluster.this[0]'),
  {
    unit: 'compute',
    address: 'aws_ecs_cluster.this',
    what: 'the cluster',
    async find({ clientOptions }) {
      const answer = await new ECSClient(clientOptions).send(new DescribeClustersCommand({ clusters: [CLUSTER] }));
      return answer.clusters?.find(({ status }) => status === 'ACTIVE')?.clusterName;
    },
  },
  {
    unit: 'compute',
    address: 'aws_lb.this[0]',
    what: 'the load balancer',
    async find({ clientOptions }) {
      const request = new DescribeLoadBalancersCommand({ Names: [LOAD_BALANCER] });
      return (await new ElasticLoadBalancingV2Client(clientOptions).send(request)).LoadBalancers?.[0]?.LoadBalancerArn;
    },
  },
  {
    unit: 'compute',
    address: 'aws_apigatewayv2_api.this[0]',
    what: 'the gateway',
    async find({ clientOptions }) {
      const { Items = [] } = await new ApiGatewayV2Client(clientOptions).send(new GetApisCommand({}));
      return Items.find(({ Name }) => Name === GATEWAY)?.ApiId;
    },
  },
];

function database(engine: DatabaseEngine, address: string): Fixed {
  return {
    unit: 'database',
    address,
    what: 'the database',
    async find({ clientOptions }) {
      const found = await describeDatabase(new RDSClient(clientOptions));
      return found?.engine === engine ? DATABASE : undefined;
    },
  };
}

/** What AWS says of something that is not there, by the names of its errors. */
export const NOT_THERE = /^(RepositoryNotFound|LoadBalancerNotFound|ClusterNotFound)/;
