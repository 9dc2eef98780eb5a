import type { TaskSize } from '@bookmark-manager/cost';
import type { Applied } from './applied.ts';

/** A quarter of a CPU on ARM with a public address, as `lean` has it. */
export const TASK: TaskSize = {
  vcpus: 0.25,
  memoryGb: 0.5,
  storageGb: 20,
  architecture: 'ARM64',
  spot: false,
  publicAddress: true,
};

/** What `lean` has only while it is awake. */
export const LEAN: Applied = {
  services: ['web', 'api'].map((name) => ({ name, awakeCount: 1, task: TASK })),
  database: { instanceClass: 'db.t4g.micro', multiAz: false },
};

/** Web alone, with what a test changes about its tasks. */
export const web = (changes: Partial<TaskSize>, awakeCount = 1): Applied => ({
  services: [{ name: 'web', awakeCount, task: { ...TASK, ...changes } }],
  database: null,
});
