import * as z from 'zod';

/** The units, each with those that must be there before it, in an order in which they can be applied. */
export type Graph = readonly { unit: string; after: readonly string[] }[];

const found = z.array(z.object({ path: z.string(), dependencies: z.array(z.string()).default([]) }));

/** Reads `terragrunt find --dag --dependencies --json`. @throws ZodError, SyntaxError on anything else */
export function parseGraph(json: string): Graph {
  return found
    .parse(JSON.parse(json))
    .map(({ path, dependencies }) => ({ unit: path, after: dependencies.toSorted() }));
}

/** Units side by side that need nothing of each other, those first that need nothing at all. */
export function layersOf(graph: Graph): string[][] {
  const depths = new Map<string, number>();
  const after = new Map(graph.map((each) => [each.unit, each.after]));
  const depth = (unit: string): number => {
    const known = depths.get(unit);
    if (known !== undefined) return known;
    const own = Math.max(-1, ...(after.get(unit) ?? []).map(depth)) + 1;
    depths.set(unit, own);
    return own;
  };
  const count = Math.max(-1, ...graph.map(({ unit }) => depth(unit))) + 1;
  return Array.from({ length: count }, (_, layer) =>
    graph.flatMap(({ unit }) => (depth(unit) === layer ? [unit] : [])).toSorted(),
  );
}
