import { expect, it } from 'vitest';
import { createRest } from './rest.ts';

const rate = { arn: 'rate', expression: 'rate(1 minute)' };
const edge = { arn: 'edge', expression: 'cron(0 9 ? * MON-FRI *)' };
const until = new Date('2026-12-07T00:00:00Z');
const quiet = { because: undefined, actions: [], quietUntil: until };
const busy = { because: undefined, actions: ['web: desired count 0 to 1'], quietUntil: undefined };

function resting() {
  const world = { revision: 7 };
  const rest = createRest(() => world.revision);
  rest.firing(rate)(quiet);
  return { world, rest };
}

it('passes over the firings of a schedule that said so', () => {
  expect(resting().rest.until(rate)).toEqual(until);
});

it('passes over none once the world has changed', () => {
  const { world, rest } = resting();
  world.revision += 1;
  expect(rest.until(rate)).toBeUndefined();
});

it('passes over none when the world changed while it looked', () => {
  const { world, rest } = resting();
  const answered = rest.firing(rate);
  world.revision += 1;
  answered(quiet);
  expect(rest.until(rate)).toBeUndefined();
});

it('passes over none after a firing that did something', () => {
  const { rest } = resting();
  rest.firing(rate)(busy);
  expect(rest.until(rate)).toBeUndefined();
});

it('never passes over an edge, nor a schedule that has not fired yet', () => {
  const { rest } = resting();
  rest.firing(edge)(quiet);
  expect(rest.until(edge)).toBeUndefined();
  expect(rest.until({ ...rate, arn: 'another' })).toBeUndefined();
});
