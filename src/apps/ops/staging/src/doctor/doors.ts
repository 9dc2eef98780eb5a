import type { DoorKind } from '@bookmark-manager/schedule';
import type { Role } from './facts/groups.ts';

/** What each front door is called, and who stands for it in the network: the balancer itself, or the gateway's link. */
export const DOORS = {
  alb: { name: 'load balancer', group: 'alb' },
  'http-api': { name: 'gateway', group: 'link' },
} as const satisfies Record<DoorKind, { name: string; group: Role }>;
