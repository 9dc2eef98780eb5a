import type { Price } from './schema.ts';

/** The price list's word for a group of prices, with what AWS calls it elsewhere. */
export type ServiceNames = {
  /** SERVICE of Cost Explorer: the bill's line. */
  bill: string;
  /** ServiceCode of the Price List API; null where AWS lists no such price. */
  offer: string | null;
};

/** Every `service` of the price list: a new one in the file needs a row here (a test says so). */
export const SERVICES = {
  Fargate: { bill: 'Amazon Elastic Container Service', offer: 'AmazonECS' },
  RDS: { bill: 'Amazon Relational Database Service', offer: 'AmazonRDS' },
  Aurora: { bill: 'Amazon Relational Database Service', offer: 'AmazonRDS' },
  ELB: { bill: 'Amazon Elastic Load Balancing', offer: 'AWSELB' },
  'NAT gateway': { bill: 'EC2 - Other', offer: 'AmazonEC2' },
  'VPC endpoint': { bill: 'Amazon Virtual Private Cloud', offer: 'AmazonVPC' },
  VPC: { bill: 'Amazon Virtual Private Cloud', offer: 'AmazonVPC' },
  CloudWatch: { bill: 'AmazonCloudWatch', offer: 'AmazonCloudWatch' },
  S3: { bill: 'Amazon Simple Storage Service', offer: 'AmazonS3' },
  ECR: { bill: 'Amazon EC2 Container Registry (ECR)', offer: 'AmazonECR' },
  EBS: { bill: 'EC2 - Other', offer: 'AmazonEC2' },
  Lambda: { bill: 'AWS Lambda', offer: 'AWSLambda' },
  EventBridge: { bill: 'CloudWatch Events', offer: 'AWSEvents' },
  'EventBridge Scheduler': { bill: 'CloudWatch Events', offer: 'AWSEvents' },
  'SSM Parameter Store': { bill: 'AWS Systems Manager', offer: 'AWSSystemsManager' },
  'Secrets Manager': { bill: 'AWS Secrets Manager', offer: 'AWSSecretsManager' },
  KMS: { bill: 'AWS Key Management Service', offer: 'awskms' },
  'Data transfer': { bill: 'EC2 - Other', offer: 'AWSDataTransfer' },
  WAF: { bill: 'AWS WAF', offer: 'awswaf' },
  'Route 53': { bill: 'Amazon Route 53', offer: 'AmazonRoute53' },
  ACM: { bill: 'AWS Certificate Manager', offer: null },
  'Cost Explorer': { bill: 'AWS Cost Explorer', offer: 'AWSCostExplorer' },
  Budgets: { bill: 'AWS Budgets', offer: 'AWSBudgets' },
  DynamoDB: { bill: 'Amazon DynamoDB', offer: 'AmazonDynamoDB' },
  'API Gateway': { bill: 'Amazon API Gateway', offer: 'AmazonApiGateway' },
  CloudFront: { bill: 'Amazon CloudFront', offer: 'AmazonCloudFront' },
} as const satisfies Record<string, ServiceNames>;

/** How the price list calls a group of prices. */
export type ServiceName = keyof typeof SERVICES;

/** Cost Explorer's SERVICE of a price: `Amazon Relational Database Service`. */
export function billedService({ service }: Pick<Price, 'service'>): string {
  if (!isServiceName(service)) throw new Error(`src/libs/prices/src/services.ts has no row for "${service}".`);
  return SERVICES[service].bill;
}

/** Cost Explorer's USAGE_TYPE of a price: without what the price list adds to tell two of a name apart (` (Application)`). */
export function billedUsageType({ usageType }: Pick<Price, 'usageType'>): string {
  return usageType.replace(/ \(.*\)$/, '');
}

export function isServiceName(name: string): name is ServiceName {
  return Object.hasOwn(SERVICES, name);
}
