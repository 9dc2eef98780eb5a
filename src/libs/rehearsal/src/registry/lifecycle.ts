import * as z from 'zod';
import type { ImageRecord } from './records.ts';

const selection = z.looseObject({
  tagStatus: z.enum(['any', 'tagged', 'untagged']),
  tagPrefixList: z.array(z.string()).optional(),
  tagPatternList: z.array(z.string()).optional(),
  countType: z.enum(['imageCountMoreThan', 'sinceImagePushed']),
  /** Days, with `sinceImagePushed`. */
  countNumber: z.int().positive(),
});
const policySchema = z.looseObject({
  rules: z.array(z.looseObject({ rulePriority: z.int(), selection })),
});

const DAY_MS = 24 * 60 * 60_000;

/**
 * The images that a repository's lifecycle policy (its JSON) lets go, by AWS's rules: the rule of the lowest number first, and
 * what one rule has looked at is no later rule's business.
 */
export function expired(policy: string, images: readonly ImageRecord[], now: Date): ImageRecord[] {
  const { rules } = policySchema.parse(JSON.parse(policy));
  const partsOfIndexes = new Set(images.filter(({ tags }) => tags.length > 0).flatMap(({ parts }) => parts));
  const seen = new Set<string>();
  const gone: ImageRecord[] = [];
  for (const { selection: rule } of rules.toSorted((one, other) => one.rulePriority - other.rulePriority)) {
    const matching = images
      .filter((image) => !seen.has(image.digest) && !partsOfIndexes.has(image.digest) && matches(rule, image))
      .toSorted((one, other) => Date.parse(other.pushedAt) - Date.parse(one.pushedAt));
    for (const { digest } of matching) seen.add(digest);
    gone.push(...matching.filter((image, index) => isOver(rule, image, index, now)));
  }
  return gone;
}

type Rule = z.infer<typeof selection>;

function matches(rule: Rule, { tags }: ImageRecord): boolean {
  if (rule.tagStatus === 'any') return true;
  if (rule.tagStatus === 'untagged') return tags.length === 0;
  const prefixes = rule.tagPrefixList ?? [];
  const patterns = (rule.tagPatternList ?? []).map(toRegExp);
  // Of several, an image must have a tag for each.
  return (
    tags.length > 0 &&
    prefixes.every((prefix) => tags.some((tag) => tag.startsWith(prefix))) &&
    patterns.every((pattern) => tags.some((tag) => pattern.test(tag)))
  );
}

function isOver(rule: Rule, image: ImageRecord, index: number, now: Date): boolean {
  if (rule.countType === 'imageCountMoreThan') return index >= rule.countNumber;
  return now.getTime() - Date.parse(image.pushedAt) > rule.countNumber * DAY_MS;
}

function toRegExp(pattern: string): RegExp {
  const pieces = pattern.split('*').map((piece) => piece.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.*')}$`);
}
