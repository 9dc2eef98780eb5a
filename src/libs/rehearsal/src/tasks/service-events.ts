import { randomUUID } from 'node:crypto';
import type { Instant, Service } from './types.ts';

const KEPT = 100;

/** The service with these messages among its events (the newest first; ECS keeps a hundred). */
export function withEvents(service: Service, messages: readonly string[], now: Instant): Service {
  if (messages.length === 0) return service;
  const fresh = messages.map((message) => ({
    id: randomUUID(),
    createdAt: now,
    message: `(service ${service.name}) ${message}`,
  }));
  return { ...service, events: [...fresh.reverse(), ...service.events].slice(0, KEPT) };
}
