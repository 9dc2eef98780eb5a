import type { Pricer } from '../pricer.ts';
import { database } from './database.ts';
import { functions } from './functions.ts';
import { gateway } from './gateway.ts';
import { loadBalancer } from './load-balancer.ts';
import { logs } from './logs.ts';
import { network } from './network.ts';
import { services } from './services.ts';
import { storage } from './storage.ts';
import { various } from './various.ts';

/** Terraform's type of resource → what it costs. */
export const PRICERS: Readonly<Record<string, Pricer>> = {
  ...database,
  ...functions,
  ...gateway,
  ...loadBalancer,
  ...logs,
  ...network,
  ...services,
  ...storage,
  ...various,
};
