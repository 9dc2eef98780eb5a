/** What the load balancer knows of an `aws_lb`, parsed once at the reading boundary. Times are world milliseconds. */
export type ApplicationLoadBalancer = {
  arn: string;
  name: string;
  dnsName: string;
  /** `idle_timeout.timeout_seconds`. */
  idleTimeoutMs: number;
  securityGroupIds: string[];
  listeners: Listener[];
};

/** `rules` are sorted: the first that matches wins; the default rule is last and has no conditions. */
export type Listener = { arn: string; port: number; protocol: 'HTTP' | 'HTTPS'; rules: Rule[] };

export type Rule = { arn: string; conditions: Condition[]; action: Action };

export type Condition =
  | { field: 'path-pattern' | 'host-header' | 'http-request-method' | 'source-ip'; values: string[] }
  | { field: 'http-header'; header: string; values: string[] }
  | { field: 'query-string'; values: { key?: string; value: string }[] };

export type Action =
  | { kind: 'forward'; groups: WeightedGroup[] }
  | { kind: 'fixed-response'; status: number; contentType: string; body: string }
  | { kind: 'redirect'; status: number; protocol: string; host: string; port: string; path: string; query: string };

export type WeightedGroup = { arn: string; weight: number };

export type TargetGroup = {
  arn: string;
  name: string;
  kind: 'ip' | 'lambda';
  healthCheck: HealthCheck;
  deregistrationDelayMs: number;
  /** `lambda.multi_value_headers.enabled`. */
  multiValueHeaders: boolean;
};

export type HealthCheck = {
  path: string;
  protocol: 'HTTP' | 'HTTPS';
  /** Absent: the target's own port. */
  port?: number;
  intervalMs: number;
  timeoutMs: number;
  healthyThreshold: number;
  unhealthyThreshold: number;
  /** Codes that mean healthy: `200`, `200-299`, `200,302`. */
  matcher: string;
};

/** `id` is an address, or a function's ARN (then `port` is 0). */
export type Target = { id: string; port: number };

/** One permission of a security group. `protocol` is `tcp`, `-1` (all), … */
export type IngressRule = { protocol: string; fromPort: number; toPort: number; cidrs: string[] };
