import type { Times } from './percentiles.ts';

/** A measured thing against its bar. */
export type Row = {
  readonly name: string;
  readonly value: string;
  /** Null where nothing is promised. */
  readonly holds: boolean | null;
  readonly bar: string;
};

/** Of requests: p50 against the bar, and p99, which may be 2.5 times that. */
export const requestRow = (name: string, barMs: number, times: Times): Row => ({
  name,
  value: `p50 ${times.p50.toFixed(0)} ms, p99 ${times.p99.toFixed(0)} ms, computes ${times.computed.toFixed(0)}`,
  holds: times.p50 <= barMs && times.p99 <= 2.5 * barMs,
  bar: `≤ ${barMs}, ≤ ${2.5 * barMs}`,
});

/** Of one figure. */
export const figureRow = (name: string, value: number, bar: number | null, unit: string): Row => ({
  name,
  value: `${value.toFixed(unit === 's' ? 1 : 0)} ${unit}`,
  holds: bar === null ? null : value <= bar,
  bar: bar === null ? '' : `≤ ${bar} ${unit}`,
});

/** Of one figure that should be high. */
export const atLeastRow = (name: string, value: number, bar: number, unit: string): Row => ({
  name,
  value: `${value.toFixed(1)} ${unit}`,
  holds: value >= bar,
  bar: `≥ ${bar} ${unit}`,
});

/** What could not be measured. */
export const missingRow = (name: string, why: string): Row => ({
  name,
  value: `not measured: ${why}`,
  holds: null,
  bar: '',
});

/** The rows as a table for people. */
export const table = (rows: readonly Row[]): string => {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const verdict = (holds: boolean | null) => (holds === null ? ' ' : holds ? '✓' : '✗');
  return rows
    .map(({ name, value, holds, bar }) => `${verdict(holds)} ${name.padEnd(width)}  ${value.padEnd(42)} ${bar}`)
    .join('\n');
};
