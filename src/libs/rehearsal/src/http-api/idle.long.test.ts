import { describe, expect, it } from 'vitest';
import { BOTH_DOORS, DOOR_NAMES } from './testing-doors.ts';

/** What the application keeps idle connections for, by its door: as `@bookmark-manager/serving` says it. */
const KEPT_MS = { alb: 75_000, 'http-api': 360_000 };
const IDLE_SECONDS = [10, 60, 110];

describe.each(DOOR_NAMES)('through the door %s', (door) => {
  it('a request is answered after the connections were idle, however long', { timeout: 300_000 }, async () => {
    const ask = await BOTH_DOORS[door]((_, response) => response.end('here'), KEPT_MS[door]);
    const answers = [await ask('/')];
    for (const seconds of IDLE_SECONDS) {
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      // A browser asks anew by itself when the door has closed the connection that it kept; Node's own client does not.
      answers.push(await ask('/', { headers: { connection: 'close' } }));
    }
    expect(answers.map(({ text }) => text)).toEqual(Array(4).fill('here'));
  });
});
