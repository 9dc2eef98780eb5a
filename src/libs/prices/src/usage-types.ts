export type Architecture = 'ARM64' | 'X86_64';

/** The service `Fargate`'s two prices of a task on Linux. */
export type FargateUsage = { vcpu: string; memory: string };

/** What a running task is charged by: its vCPUs and its GB, by the hour. */
export function fargateUsage({ architecture, spot }: { architecture: Architecture; spot: boolean }): FargateUsage {
  const kind = `APN1-${spot ? 'SpotUsage-' : ''}Fargate-${architecture === 'ARM64' ? 'ARM-' : ''}`;
  return { vcpu: `${kind}vCPU-Hours:perCPU`, memory: `${kind}GB-Hours` };
}

/** Of the service `Fargate`: a task's own storage above the 20 GB that it has anyway. */
export const FARGATE_STORAGE = 'APN1-Fargate-EphemeralStorage-GB-Hours';

/** Of the service `VPC`: a public address that something uses. */
export const PUBLIC_IPV4 = 'APN1-PublicIPv4:InUseAddress';

/** Of the service `NAT gateway`: by the hour, and by the GB that passes. */
export const NAT_HOURS = 'APN1-NatGateway-Hours';
export const NAT_BYTES = 'APN1-NatGateway-Bytes';

/** Of the service `VPC endpoint`: an interface endpoint in one zone by the hour, and by the GB that passes. */
export const ENDPOINT_HOURS = 'APN1-VpcEndpoint-Hours';
export const ENDPOINT_BYTES = 'APN1-VpcEndpoint-Bytes';

/** Of the service `RDS`: an instance in one zone, such as `db.t4g.micro`. */
export function databaseUsage(instanceClass: string): string {
  return `APN1-InstanceUsage:${instanceClass}`;
}

/** Of the service `API Gateway`: requests to an HTTP API, by the million, each of up to 512 kB. */
export const HTTP_API_REQUESTS = 'APN1-ApiGatewayHttpRequest';
