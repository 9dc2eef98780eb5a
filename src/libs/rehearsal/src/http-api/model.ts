/** What is served of an HTTP API, parsed once at the reading boundary: its last deployment, and its stage as it is now. */
export type ServedApi = {
  id: string;
  name: string;
  stage: Stage;
  routes: Route[];
  integrations: ReadonlyMap<string, Integration>;
  authorizers: ReadonlyMap<string, Authorizer>;
};

export type Stage = {
  name: string;
  deploymentId: string;
  /** Requests a second, and how many may come at once. */
  throttle: { perSecond: number; burst: number };
  accessLog?: { group: string; format: string };
};

/** `method` is `ANY` for all; `path` is undefined for `$default`. */
export type Route = {
  key: string;
  method: string;
  path?: string;
  integrationId: string;
  access: { kind: 'open' } | { kind: 'authorizer'; id: string } | { kind: 'iam' };
};

export type Integration = {
  id: string;
  timeoutMs: number;
  /** Headers that the target is told instead of the caller's. */
  overwrites: { header: string; value: string }[];
  /** The path that the target is asked for instead of the caller's. */
  path?: string;
} & (
  | { kind: 'service'; serviceArn: string; linkId: string; method: string }
  | { kind: 'function'; functionArn: string }
);

export type Authorizer = {
  id: string;
  name: string;
  functionArn: string;
  ttlMs: number;
  /** `$context.identity.sourceIp`, `$request.header.name`, … */
  identitySources: string[];
};

/** A VPC link's and a service's security groups decide who reaches whom. */
export type VpcLink = { id: string; name: string; status: string; securityGroupIds: string[] };

/** An instance as Cloud Map lists it. */
export type Listed = { id: string; address: string; port: number; healthy: boolean };

/** One permission of a security group, to or from addresses or other groups. `protocol` is `tcp`, `-1` (all), … */
export type GroupRule = { protocol: string; fromPort: number; toPort: number; cidrs: string[]; groupIds: string[] };
