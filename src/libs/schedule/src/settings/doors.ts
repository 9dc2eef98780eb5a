/** What lets the allow-list in: a load balancer, or an HTTP API of API Gateway. */
export const FRONT_DOORS = ['alb', 'http-api'] as const;

export type DoorKind = (typeof FRONT_DOORS)[number];
