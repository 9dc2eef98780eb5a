import { expect, it } from 'vitest';
import { isOurs, parseImageUri } from './uri.ts';

const REGISTRY = '123456789012.dkr.ecr.ap-northeast-1.amazonaws.com';

it.each([
  [`${REGISTRY}/web@sha256:ab`, { repository: 'web', digest: 'sha256:ab', tag: 'latest' }],
  [`${REGISTRY}/team/web:v1`, { repository: 'team/web', tag: 'v1' }],
  [`${REGISTRY}/web:v1@sha256:ab`, { repository: 'web', digest: 'sha256:ab', tag: 'v1' }],
  ['localhost:5000/web', { repository: 'web', tag: 'latest' }],
  ['team/web', { repository: 'team/web', tag: 'latest' }],
])('reads %s', (uri, parts) => {
  expect(parseImageUri(uri)).toEqual(parts);
});

it.each([
  [`${REGISTRY}/web:v1`, true],
  ['127.0.0.1:4600/web', true],
  ['nginx', false],
  ['docker.io/library/nginx:1', false],
  ['public.ecr.aws/nginx/nginx', false],
])('of %s says whether it is ours: %s', (uri, ours) => {
  expect(isOurs(uri)).toBe(ours);
});
