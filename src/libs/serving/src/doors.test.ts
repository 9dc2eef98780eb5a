import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type DoorName, doorNamed, doors, onlyHttps } from './doors.ts';

const said = {
  host: 'a.test',
  'x-forwarded-for': 'made up, 203.0.113.9',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'evil.test',
  forwarded: 'for=198.51.100.1',
  'x-door-client': '198.51.100.7',
  'x-door-proto': 'https',
  'x-door-host': 'b.test',
};

const believed = (name: DoorName, headers: IncomingHttpHeaders): IncomingHttpHeaders => {
  const all = { ...headers };
  doors[name].believe(all);
  return all;
};

describe('a door', () => {
  it('that is a load balancer is believed in what it forwards, and no caller in what another door would say', () => {
    const { 'x-door-client': _, 'x-door-proto': __, 'x-door-host': ___, ...rest } = said;
    expect(believed('alb', said)).toEqual(rest);
  });

  it('that is an HTTP API is believed in its own headers, and nobody in any other', () => {
    expect(believed('http-api', said)).toEqual({
      host: 'b.test',
      'x-forwarded-for': '198.51.100.7',
      'x-forwarded-proto': 'https',
    });
  });

  it('that says nothing of a caller leaves nothing that could be believed', () => {
    const { 'x-door-client': _, 'x-door-proto': __, 'x-door-host': ___, ...rest } = said;
    expect(believed('http-api', rest)).toEqual({ host: 'a.test' });
  });

  it.each([
    [undefined, doors.alb],
    ['', doors.alb],
    ['alb', doors.alb],
    ['http-api', doors['http-api']],
  ])('is by FRONT_DOOR=%s', (written, door) => {
    expect(doorNamed(written)).toBe(door);
  });

  it.each(['nlb', 'toString'])('is never %s', (written) => {
    expect(() => doorNamed(written)).toThrow('FRONT_DOOR must be alb or http-api');
  });
});

describe('a browser', () => {
  it.each([
    [{ 'x-forwarded-proto': 'https', host: 'a.test' }, 'max-age=31536000'],
    [{ 'x-forwarded-proto': 'https', host: '127.0.0.1:8080' }, 'max-age=31536000'],
    [{ 'x-forwarded-proto': 'https', host: 'localhost:8080' }, undefined],
    [{ 'x-forwarded-proto': 'http', host: 'a.test' }, undefined],
    [{ host: 'a.test' }, undefined],
  ])('with %j is told %s', (headers, told) => {
    expect(onlyHttps(headers)).toBe(told);
  });
});
