import { expectedOf, type Item } from '@bookmark-manager/cost';
import type { Named } from './ask.ts';

/** What one difference between two shapes saves in a month, in micro-dollars; negative: what it costs. */
export type Saving = { from: string; to: string; what: string; microUsd: number };

type Measure = { what: string; of(item: Item): boolean };

const ofType =
  (...types: string[]) =>
  ({ type }: Item) =>
    types.includes(type);
const everything = () => true;

/** From the dearest shape to the cheapest: which items each measure changes. */
const STEPS: readonly { from: string; to: string; measures: readonly Measure[] }[] = [
  {
    from: 'before',
    to: 'always-on',
    measures: [
      { what: 'aurora', of: ({ unit }) => unit === 'database' },
      { what: 'nat', of: ofType('aws_nat_gateway', 'aws_eip') },
      { what: 'insights', of: ofType('aws_ecs_cluster') },
      { what: 'endpoints-instead', of: ofType('aws_vpc_endpoint', 'aws_ecs_service') },
    ],
  },
  { from: 'always-on', to: 'by-the-book', measures: [{ what: 'sleep', of: everything }] },
  {
    from: 'by-the-book',
    to: 'lean',
    measures: [
      { what: 'no-endpoints', of: ofType('aws_vpc_endpoint') },
      { what: 'database-sleeps', of: ({ unit }) => unit === 'database' },
      { what: 'arm', of: ofType('aws_ecs_service') },
    ],
  },
  { from: 'lean', to: 'when-visited', measures: [{ what: 'visits', of: everything }] },
  {
    from: 'when-visited',
    to: 'minimal',
    measures: [
      { what: 'no-balancer', of: ofType('aws_lb', 'aws_apigatewayv2_api') },
      { what: 'spot', of: ofType('aws_ecs_service') },
    ],
  },
];

/** What each measure saves. What no measure of a step explains is a line of its own, so that each step adds up. */
export function savings(estimates: readonly Named[]): Saving[] {
  const itemsOf = (name: string) => estimates.find((each) => each.name === name)?.estimate.items;
  return STEPS.flatMap(({ from, to, measures }) => {
    const [before, after] = [itemsOf(from), itemsOf(to)];
    if (!before || !after) return [];
    const saved = (of: Measure['of']) => expectedOf(before.filter(of)) - expectedOf(after.filter(of));
    const rest = { what: 'rest', of: (item: Item) => !measures.some((measure) => measure.of(item)) };
    const lines = [...measures, rest].map(({ what, of }) => ({ from, to, what, microUsd: saved(of) }));
    return lines.filter(({ microUsd }) => Math.abs(microUsd) >= 5000);
  });
}
