import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callerOf } from './caller.ts';

describe('callerOf', () => {
  it.each([
    [undefined, '203.0.113.9', '203.0.113.9'],
    [undefined, '::ffff:203.0.113.9', '203.0.113.9'],
    ['198.51.100.7', '10.0.0.1', '198.51.100.7'],
    ['1.1.1.1, 198.51.100.7', '10.0.0.1', '198.51.100.7'],
    [['1.1.1.1', '198.51.100.7'], '10.0.0.1', '198.51.100.7'],
    ['198.51.100.7:50123', '10.0.0.1', '198.51.100.7'],
    ['what I like', '10.0.0.1', '10.0.0.1'],
    ['2001:db8:1:2:3:4:5:6', '10.0.0.1', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '10.0.0.1', '2001:db8:1:2::/64'],
    ['2001:DB8::1', '10.0.0.1', '2001:db8:0:0::/64'],
    ['::1', '10.0.0.1', '0:0:0:0::/64'],
    ['', '', 'unknown'],
  ])('of %j and %s is %s', (forwardedFor, socket, caller) => {
    expect(callerOf(forwardedFor, socket)).toBe(caller);
  });

  it('is never what a caller writes before the last address', () => {
    fc.assert(
      fc.property(fc.string(), fc.ipV4(), (written, last) => {
        expect(callerOf(`${written}, ${last}`, '10.0.0.1')).toBe(last);
      }),
    );
  });

  it('is the same for every address of one IPv6 network, however it is written', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        expect(callerOf(groups.join(':'), '')).toBe(`${groups.slice(0, 4).join(':')}::/64`);
      }),
    );
  });
});
