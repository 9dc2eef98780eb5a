import { describe, expect, it } from 'vitest';
import { maxFormBytes, refusalOf } from './body-limit.ts';

describe('the body of a request', () => {
  it.each([
    ['/actions/add', {}, undefined],
    ['/actions/add', { 'content-length': `${maxFormBytes}` }, undefined],
    ['/actions/add', { 'content-length': `${maxFormBytes + 1}` }, 413],
    ['/actions/upload', { 'content-length': `${maxFormBytes + 1}` }, 413],
    ['/actions/sign-in?next=%2F', { 'transfer-encoding': 'chunked' }, 411],
    ['/actions/import', { 'transfer-encoding': 'chunked' }, undefined],
    ['/actions/import?x=1', { 'content-length': '20000000' }, undefined],
    ['/actions/import/else', { 'content-length': '20000000' }, 413],
  ])('to %s with %j is refused with %s', (url, headers, status) => {
    expect(refusalOf({ url, headers })).toBe(status);
  });
});
