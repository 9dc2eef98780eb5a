import { randomUUID } from 'node:crypto';
import type { Server } from 'node:net';
import { type Door, doorNamed } from './doors.ts';

/** Where a service listens, behind which door, and how long it goes on serving after SIGTERM. */
export type ServingEnvironment = {
  readonly host: string;
  readonly port: number;
  readonly drainSeconds: number;
  readonly door: Door;
};

/**
 * Reads HOST, PORT, DRAIN_SECONDS and FRONT_DOOR.
 * @throws RangeError that names the variable and what it must be, never its value
 */
export const servingEnvironment = (
  env: Readonly<Record<string, string | undefined>>,
  defaults: { readonly port: number; readonly drainSeconds: number },
): ServingEnvironment => ({
  host: env.HOST || '0.0.0.0',
  port: wholeNumber('PORT', env.PORT, defaults.port, 65_535),
  drainSeconds: wholeNumber('DRAIN_SECONDS', env.DRAIN_SECONDS, defaults.drainSeconds, 110),
  door: doorNamed(env.FRONT_DOOR),
});

const wholeNumber = (name: string, written: string | undefined, otherwise: number, max: number): number => {
  if (written === undefined || written === '') return otherwise;
  const value = Number(written);
  if (!Number.isInteger(value) || value < 0 || value > max)
    throw new RangeError(`${name} must be a whole number from 0 to ${max}`);
  return value;
};

/** The port that a server listens on: another than it was told to when that was 0. */
export const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** The caller's request id when it is a plain one, else a new one: it ends up in logs, so nothing else may pass. */
export const requestIdOf = (header: string | readonly string[] | undefined): string =>
  typeof header === 'string' && /^[\w.:=;-]{8,128}$/.test(header) ? header : randomUUID();
