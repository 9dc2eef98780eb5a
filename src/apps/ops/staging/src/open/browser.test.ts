import { describe, expect, it } from 'vitest';
import { openers } from './browser.ts';

describe('What opens an address', () => {
  it.each([
    ['darwin', false, 'open'],
    ['linux', false, 'xdg-open'],
    ['linux', true, 'wslview'],
    ['win32', false, 'rundll32'],
  ] as const)('on %s (in Windows: %s) is %s first', (platform, isWsl, program) => {
    expect(openers(platform, isWsl)[0]?.[0]).toBe(program);
  });
});
