import type { Image } from '@bookmark-manager/schedule';
import type { Deployment, Entry } from './deployment.ts';
import type { SeenTask } from './picture.ts';

/** An image whose digest is made of a letter. */
export const anImage = (letter: string, fields: Partial<Image> = {}): Image => ({
  image: `123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/bookmark-manager-staging-web@sha256:${letter.repeat(64)}`,
  migration: null,
  commit: null,
  ...fields,
});

export const aDeployment = (fields: Partial<Deployment> = {}): Deployment => ({
  id: '20261201T030000Z-web-a1b2c3',
  service: 'web',
  kind: 'deploy',
  by: 'alice',
  startedAt: '2026-12-01T03:00:00.000Z',
  image: anImage('b'),
  before: anImage('a'),
  ...fields,
});

export const anEntry = (fields: Partial<Entry> = {}): Entry => ({
  ...aDeployment(),
  endedAt: '2026-12-01T03:02:00.000Z',
  outcome: 'deployed',
  why: null,
  taskDefinition: 'bookmark-manager-staging-web:7',
  ...fields,
});

/** A task that runs and is not healthy yet. */
export const aTask = (fields: Partial<SeenTask> = {}): SeenTask => ({
  id: '0a1b',
  deployment: 'ecs-svc/8',
  taskDefinition: 'web:8',
  status: 'RUNNING',
  wanted: true,
  healthy: false,
  target: null,
  stoppedAt: null,
  stopCode: null,
  stopped: null,
  containers: [],
  ...fields,
});
