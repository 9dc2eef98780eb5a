import { describe, expect, it } from 'vitest';
import { readAnswer } from './answer.ts';

const quiet = {
  ok: true,
  because: { code: 'weekend', text: 'weekend' },
  actions: [],
  failed: [],
  waiting: [],
  quietUntil: '2026-12-07T00:00:00.000Z',
};

describe('an answer', () => {
  it('says why, what was done, and until when nothing will be', () => {
    expect(readAnswer(quiet)).toEqual({
      because: { code: 'weekend', text: 'weekend' },
      actions: [],
      quietUntil: new Date('2026-12-07T00:00:00Z'),
    });
  });

  it('names what it works towards already, where it says so', () => {
    const because = { code: 'office-hours', text: 'office hours' };
    expect(readAnswer({ ...quiet, toward: { condition: 'awake', because } }).because).toEqual(because);
  });

  it.each<[string, object]>([
    ['did something', { actions: ['web: desired count 0 to 1'] }],
    ['failed at something', { failed: ['web: ThrottlingException'] }],
    ['waits for something', { waiting: ['the database is starting'] }],
    ['is not well', { ok: false }],
    ['wants to be called at the next firing', { quietUntil: null }],
    ['does not say until when', { quietUntil: undefined }],
    ['says nonsense', { quietUntil: 'tomorrow' }],
  ])('that %s is not quiet', (_, change) => {
    expect(readAnswer({ ...quiet, ...change }).quietUntil).toBeUndefined();
  });

  it.each([null, 'pong', 7, { statusCode: 503 }])('of another kind (%j) says nothing', (payload) => {
    expect(readAnswer(payload)).toMatchObject({ because: undefined, actions: [], quietUntil: undefined });
  });
});
