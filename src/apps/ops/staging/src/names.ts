/** Names that are fixed: Terraform makes them, everyone types them. */
export const REGION = 'ap-northeast-1';
export const PREFIX = 'bookmark-manager-staging';
export const CLUSTER = `${PREFIX}-cluster`;
export const SERVICES = ['web', 'api'] as const;
export const SCHEDULER = `${PREFIX}-ecs-scheduler`;
export const DATABASE = `${PREFIX}-db`;
export const LOAD_BALANCER = PREFIX;
/** The HTTP API and its link, where the front door is one. */
export const GATEWAY = PREFIX;
/** What a gateway asks who may come in. */
export const AUTHORIZER = `${PREFIX}-authorizer`;
/** The load balancer's security group: its ingress rules are the allow-list that is applied. */
export const FRONT_GROUP = `${PREFIX}-alb`;
export const PARAMETERS = '/bookmark-manager/staging';

export type Service = (typeof SERVICES)[number];

/** The full name of a service, e.g. `bookmark-manager-staging-web`. */
export const serviceName = (service: Service): string => `${PREFIX}-${service}`;

/** Where each thing that has a log writes it. */
export const LOG_GROUPS = {
  web: `/ecs/${PREFIX}-web`,
  api: `/ecs/${PREFIX}-api`,
  scheduler: `/aws/lambda/${SCHEDULER}`,
  wake: `/aws/lambda/${PREFIX}-wake`,
} as const;

export type LogSource = keyof typeof LOG_GROUPS;
