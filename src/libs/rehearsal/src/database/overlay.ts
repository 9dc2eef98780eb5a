import { child, each, set } from '../relay/xml.ts';
import type { Instance } from './instance.ts';
import { CLUSTER, INSTANCE, type Kind } from './kinds.ts';

type All = ReadonlyMap<string, Instance>;

/** Puts the statuses of our instances, and of our clusters' instances, over the emulator's. */
export const overlayOf = (all: All) => (xml: string) =>
  each(xml, INSTANCE.name, (inner) => {
    const cluster = child(inner, 'DBClusterIdentifier');
    const instance = all.get(
      cluster === undefined ? INSTANCE.key(child(inner, 'DBInstanceIdentifier') ?? '') : CLUSTER.key(cluster),
    );
    return instance && set(inner, INSTANCE.status, instance.status);
  });

export const clusterOverlayOf = (all: All) => (xml: string) =>
  each(xml, CLUSTER.name, (inner) => {
    const cluster = all.get(CLUSTER.key(child(inner, 'DBClusterIdentifier') ?? ''));
    return cluster && set(inner, CLUSTER.status, cluster.status);
  });

export const overlayFor = (kind: Kind) => (kind === CLUSTER ? clusterOverlayOf : overlayOf);
