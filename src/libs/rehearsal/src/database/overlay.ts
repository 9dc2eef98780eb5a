import { child, each, set } from '../relay/xml.ts';
import type { Instance } from './instance.ts';

/** Puts the statuses of our instances over the emulator's. */
export const overlayOf = (all: ReadonlyMap<string, Instance>) => (xml: string) =>
  each(xml, 'DBInstance', (inner) => {
    const instance = all.get(child(inner, 'DBInstanceIdentifier') ?? '');
    return instance && set(inner, 'DBInstanceStatus', instance.status);
  });
