/** What something may come to: with little use, as expected, with much use. */
export type Range<T extends number = number> = { low: T; expected: T; high: T };

export const NOTHING: Range = { low: 0, expected: 0, high: 0 };

/** What does not depend on how much the environment is used. */
export function exactly(value: number): Range {
  return { low: value, expected: value, high: value };
}

/** `low` with `low`, and so on. */
export function combine(one: Range, other: Range, by: (a: number, b: number) => number): Range {
  return { low: by(one.low, other.low), expected: by(one.expected, other.expected), high: by(one.high, other.high) };
}

export function map(range: Range, by: (value: number) => number): Range {
  return { low: by(range.low), expected: by(range.expected), high: by(range.high) };
}

export const plus = (one: Range, other: Range): Range => combine(one, other, (a, b) => a + b);
export const times = (one: Range, other: Range | number): Range =>
  typeof other === 'number' ? map(one, (value) => value * other) : combine(one, other, (a, b) => a * b);

export function sum(ranges: readonly Range[]): Range {
  return ranges.reduce(plus, NOTHING);
}
