import type { Capacity } from '@bookmark-manager/schedule';

/** How ECS calls what tasks are placed on. */
export const CAPACITY_PROVIDERS = {
  spot: 'FARGATE_SPOT',
  'on-demand': 'FARGATE',
} as const satisfies Record<Capacity, string>;
