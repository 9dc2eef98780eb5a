import { describe, expect, it } from 'vitest';
import { expired } from './lifecycle.ts';
import type { ImageRecord } from './records.ts';

const now = new Date('2026-12-10T00:00:00Z');
/** Pushed on that day of December; called by its first tag, else by its day. */
const image = (day: number, ...tags: string[]): ImageRecord => ({
  digest: `sha256:${String(day).padStart(64, '0')}`,
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  ...{ size: 1, tags, parts: [] },
  pushedAt: new Date(Date.UTC(2026, 11, day)).toISOString(),
});
const rule = (rulePriority: number, selection: object) => ({ rulePriority, selection, action: { type: 'expire' } });
const count = (tagStatus: string, countNumber: number, more = {}) => ({
  ...{ tagStatus, countType: 'imageCountMoreThan', countNumber },
  ...more,
});
const gone = (rules: object[], images: ImageRecord[]) =>
  expired(JSON.stringify({ rules }), images, now).map(({ pushedAt }) => new Date(pushedAt).getUTCDate());

describe('a lifecycle policy', () => {
  it.each([
    ['keeps the newest', [rule(1, count('any', 2))], [image(1), image(3, 'a'), image(2)], [1]],
    ['keeps all that are not too many', [rule(1, count('any', 3))], [image(1), image(2)], []],
    ['lets those without a tag go', [rule(1, count('untagged', 1))], [image(1), image(2), image(3, 'a')], [1]],
    [
      'counts days',
      [rule(1, { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 })],
      [image(1), image(4), image(2, 'a')],
      [1],
    ],
    [
      'looks at tags by how they begin, and does not look again at what a rule has kept',
      [rule(2, count('any', 1)), rule(1, count('tagged', 1, { tagPrefixList: ['v'] }))],
      [image(1, 'v1'), image(2, 'v2'), image(3), image(4)],
      [1, 3],
    ],
    [
      'knows patterns',
      [rule(1, count('tagged', 1, { tagPatternList: ['v*.0'] }))],
      [image(1, 'v1.0'), image(2, 'v2.0'), image(3, 'v3x1')],
      [1],
    ],
  ])('%s', (_, rules, images, expected) => {
    expect(gone(rules, images)).toEqual(expected);
  });

  it('leaves the images of an index that has a tag', () => {
    const part = image(1);
    expect(
      gone([rule(1, count('untagged', 1))], [part, image(2), image(3), { ...image(4, 'a'), parts: [part.digest] }]),
    ).toEqual([2]);
  });
});
