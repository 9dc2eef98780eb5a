import type { DoorKind, Forwarding, ObservedDoor } from '@bookmark-manager/schedule';
import type { Clients } from './clients.ts';
import { albDoor } from './door_alb.ts';
import { httpApiDoor } from './door_http_api.ts';
import type { DoorSettings } from './door_settings.ts';
import type { SchedulerSettings } from './settings.ts';

/** A service whose visitors are moved. */
export type Flip = { service: string; to: 'app' | 'wake' };

/** What a firing sees of the door, and moves visitors with. */
export type DoorView = {
  door: ObservedDoor;
  /** Of a service of that name; undefined: the door knows none. */
  of(service: string): { healthyTargets: number; forwarding: Forwarding } | undefined;
  /** Moves visitors: what became of each, in their order: AWS's own message, null when it worked. */
  flip(flips: readonly Flip[]): Promise<(string | null)[]>;
};

/** What lets the allow-list in, as the scheduler uses it. */
export type Door = {
  /** @param runs whether a service has a running task */
  look(runs: (service: string) => Promise<boolean>, now: Date): Promise<DoorView>;
  /** How many requests web and API had lately; what asks for health is not in it. */
  countRequests(now: Date): Promise<number>;
};

type SettingsOf<K extends DoorKind> = Extract<DoorSettings, { kind: K }>;

/** The doors there are. */
const DOORS: { [K in DoorKind]: (settings: SettingsOf<K>, clients: Clients, address: string) => Door } = {
  alb: albDoor,
  'http-api': httpApiDoor,
};

/** The door that the environment has. */
export function doorOf({ door, address }: SchedulerSettings, clients: Clients): Door {
  return make(door.kind, door, clients, address);
}

function make<K extends DoorKind>(kind: K, settings: SettingsOf<K>, clients: Clients, address: string): Door {
  return DOORS[kind](settings, clients, address);
}
