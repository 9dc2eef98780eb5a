import type { Image } from '@bookmark-manager/schedule';
import * as z from 'zod';
import { SERVICES } from '../names.ts';

const image = z.object({
  image: z.string(),
  migration: z.string().nullable(),
  commit: z.string().nullable(),
}) satisfies z.ZodType<Image>;

const deployment = z.object({
  /** Its parameter's name: begins with the time, so that the order of names is that of time. */
  id: z.string(),
  service: z.enum(SERVICES),
  kind: z.enum(['deploy', 'rollback']),
  by: z.string(),
  startedAt: z.string(),
  /** What is deployed. */
  image,
  /** What was deployed until then; null: nothing. */
  before: image.nullable(),
});

/** One service's image going into service. Instants are ISO 8601 in Z, in the target's time. */
export type Deployment = z.infer<typeof deployment>;

const entry = deployment.extend({
  endedAt: z.string(),
  /**
   * `deployed`: the service's tasks are of this image. `ready`: so will they be when it wakes; the canary was healthy.
   * `rolled back`: ECS gave it up. `refused`: it never came so far. `undone`: cut short, and put back by the next one.
   */
  outcome: z.enum(['deployed', 'ready', 'rolled back', 'refused', 'undone']),
  why: z.string().nullable(),
  /** Family and revision that ran it, such as `bookmark-manager-staging-web:7`. */
  taskDefinition: z.string().nullable(),
});

/** A deployment that has ended, as the history keeps it. */
export type Entry = z.infer<typeof entry>;
export type Outcome = Entry['outcome'];

const mark = z.object({
  id: z.string(),
  by: z.string(),
  /** What is being done to them, such as "deploys". */
  what: z.string().default('deploys'),
  services: z.array(z.enum(SERVICES)),
  since: z.string(),
  /** Machine time: not renewed since, it stands for nobody any more. */
  until: z.string(),
  /** Which process made it: on the same machine it shows at once that it is gone. */
  machine: z.string(),
  pid: z.number(),
  /** What is being rolled out: written before anything of it is done, so that whoever comes next can finish or undo it. */
  rollout: deployment.nullable(),
});

/** Who deploys now. One at a time: compute has one state. */
export type Mark = z.infer<typeof mark>;

/** The mark that a parameter's value holds; null when nobody can read it. */
export const parseMark = (value: string): Mark | null => parse(mark, value);
export const parseEntry = (value: string): Entry | null => parse(entry, value);

function parse<T>(schema: z.ZodType<T>, value: string): T | null {
  try {
    return schema.parse(JSON.parse(value));
  } catch {
    return null;
  }
}

/** Whether a deployment brought its image into service. */
export const succeeded = ({ outcome }: Entry): boolean => outcome === 'deployed' || outcome === 'ready';

/**
 * The image that a rollback goes to: what was deployed before the image that is deployed now. After a rollback that is the
 * one before it, so that going back twice goes back two.
 */
export function imageBefore(history: readonly Entry[], current: string): Image | null {
  const made = history.filter((each) => each.kind === 'deploy' && succeeded(each) && each.image.image === current);
  const [newest] = made.sort((one, other) => (one.id < other.id ? 1 : -1));
  return newest?.before ?? null;
}

/** `sha256:0123456789ab` of `repository@sha256:…`, the tag of `repository:tag`. */
export function shortOf(imageUri: string): string {
  const digest = /@(sha256:[0-9a-f]{12})/.exec(imageUri)?.[1];
  return digest ?? imageUri.slice(imageUri.lastIndexOf('/') + 1);
}
