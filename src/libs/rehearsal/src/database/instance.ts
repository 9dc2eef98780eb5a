import type { Status } from './status.ts';

/** What is kept of an instance, with the emulator's memory. No password. */
export type Instance = {
  /** Its name; that of a cluster ends in `.cluster`, which no name of RDS can. */
  identifier: string;
  status: Status;
  /** The endpoint's host name, as RDS gives it. */
  endpoint: string;
  /** Other host names that lead to it: a cluster's reader. */
  names: readonly string[];
  /** Where it listens on 127.0.0.1; stays the same as long as it can be had. */
  port: number;
  masterUsername: string;
  forceTls: boolean;
  /** When it was stopped last, an instant of the world. */
  stoppedAt?: string;
  /** AWS started it by itself: the emulator, which nobody asked, takes it for stopped. */
  startedByAws?: true;
};
