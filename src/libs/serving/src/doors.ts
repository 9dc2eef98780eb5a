import type { IncomingHttpHeaders } from 'node:http';

/** What the door in front of a service says of a request, and what a service does for it. */
export type Door = {
  /** Longer than the door keeps an idle connection to us, or its next request meets a closed one. */
  readonly keepAliveMs: number;
  /** The largest body that comes through it, in bytes, with room for what is put around a file. */
  readonly mostBytes: number;
  /** Makes the headers say what this door says of the caller: `x-forwarded-for`, `x-forwarded-proto`, `host`. Nobody else is believed. */
  readonly believe: (headers: IncomingHttpHeaders) => void;
};

/** By the variable FRONT_DOOR. */
export const doors = {
  /** A load balancer: it adds the caller to `x-forwarded-for` and sets `x-forwarded-proto`; the host is the caller's own. It keeps connections for 60 s. */
  alb: { keepAliveMs: 75_000, mostBytes: Number.POSITIVE_INFINITY, believe: (headers) => forget(headers, doorHeaders) },
  /**
   * An HTTP API of API Gateway: its integrations overwrite `x-door-*`; what else came with the request is the caller's. How long it keeps
   * connections is not published, and it asks no second time. So ours outlast the 350 s of AWS's network load balancers, the longest
   * that AWS says of anything of the kind (https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html).
   */
  'http-api': {
    keepAliveMs: 360_000,
    // 10 MB: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
    mostBytes: 9 * 1024 * 1024,
    believe(headers) {
      const { 'x-door-client': client, 'x-door-proto': proto, 'x-door-host': host } = headers;
      forget(headers, [...doorHeaders, ...forwardedHeaders]);
      if (typeof client === 'string') headers['x-forwarded-for'] = client;
      if (typeof proto === 'string') headers['x-forwarded-proto'] = proto;
      if (typeof host === 'string') headers.host = host;
    },
  },
} satisfies Record<string, Door>;

export type DoorName = keyof typeof doors;

/** @throws RangeError that names the variable and what it may be */
export const doorNamed = (written: string | undefined): Door => {
  const name = written || 'alb';
  if (!Object.hasOwn(doors, name)) throw new RangeError(`FRONT_DOOR must be ${Object.keys(doors).join(' or ')}`);
  return doors[name as DoorName];
};

/**
 * Tells a browser to come by HTTPS only, for a year: undefined when it did not. A machine's own name is left alone, or whatever else
 * answers on it would be shut out.
 */
export const onlyHttps = (headers: IncomingHttpHeaders): string | undefined =>
  headers['x-forwarded-proto'] === 'https' && !/^localhost(?::\d+)?$/.test(headers.host ?? '')
    ? 'max-age=31536000'
    : undefined;

const doorHeaders = ['x-door-client', 'x-door-proto', 'x-door-host'];
const forwardedHeaders = ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-port', 'forwarded'];

const forget = (headers: IncomingHttpHeaders, names: readonly string[]): void => {
  for (const name of names) delete headers[name];
};
