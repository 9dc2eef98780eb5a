import { describe, expect, it } from 'vitest';
import { pictureType } from './picture-type.ts';

describe('what begins with', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n…', 'image/png'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['GIF89a', 'image/gif'],
    ['\0\0\x01\0\x01\0', 'image/x-icon'],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'image/webp'],
    ['\0\0\0 ftypavif', 'image/avif'],
    ['<svg xmlns="http://www.w3.org/2000/svg">', undefined],
    ['<?xml version="1.0"?><svg>', undefined],
    ['<html>', undefined],
    ['\x89PNG', undefined],
    ['', undefined],
  ])('%j is %s', (start, type) => {
    expect(pictureType(Buffer.from(start, 'latin1'))).toBe(type);
  });
});
