import type { MicroUsd, Price, ServiceName } from '@bookmark-manager/prices';
import type { Hours } from './hours.ts';
import type { Range } from './range.ts';

/** `fixed`: whether it sleeps or not; `scheduled`: while it is awake; `usage`: by what people do with it. */
export type Kind = 'fixed' | 'scheduled' | 'usage';

/** A resource, with those of its attributes that its price depends on. */
export type Resource = {
  unit: string;
  /** Terraform's, unique within its unit. */
  address: string;
  type: string;
  values: Readonly<Record<string, unknown>>;
};

/** All resources of an environment. */
export type Plan = { resources: readonly Resource[] };

/** Something that a resource uses in a month, in units of its price; without a usage type nobody knows its price. */
export type Use =
  | { item: string; kind: Kind; service: ServiceName; usageType: string; quantity: Range }
  | { item: string; unpriced: string };

/** A line of an estimate. */
export type Item = {
  unit: string;
  address: string;
  type: string;
  /** Cost Explorer's SERVICE. */
  awsService: string;
  item: string;
  kind: Kind;
  /** What is charged, in the price's unit: after what is free. */
  quantity: Range;
  /** What is free of it, by the account's free tier. */
  free: Range;
  price: Price;
  microUsd: Range<MicroUsd>;
};

/** What has no price: not free, and not in any sum. */
export type Unpriced = { unit: string; address: string; type: string; why: string };

/** What a month costs, or what is missing to say it. */
export type Estimate = {
  hours: Hours;
  items: readonly Item[];
  /** Resources that cost nothing, each with the reason. */
  free: readonly { unit: string; address: string; type: string; why: string }[];
  unpriced: readonly Unpriced[];
  /** Null when something has no price: a sum that lacks something would be taken for the whole. */
  total: Range<MicroUsd> | null;
};
