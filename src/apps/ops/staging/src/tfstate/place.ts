import type { LockInfo } from './lock-info.ts';

export const BACKENDS = ['local', 's3'] as const;
export type Backend = (typeof BACKENDS)[number];

/** A state's text, and when it was written. */
export type Kept = { text: string; at: Date };

/** Where states are kept. One for each backend. */
export type Place = {
  backend: Backend;
  /** Its address, for people: a file, or `s3://…`. */
  where(unit: string): string;
  /** undefined when there is none; an empty file is none, for Terraform too. */
  read(unit: string): Promise<Kept | undefined>;
  write(unit: string, text: string): Promise<void>;
  /** Takes the state away; that there is none is fine. */
  remove(unit: string): Promise<void>;
  /** Who holds its lock now. */
  holder(unit: string): Promise<LockInfo | undefined>;
};
