import { type Graph, layersOf } from './graph.ts';
import { drawSvg } from './svg.ts';

export const FORMATS = ['text', 'dot', 'svg', 'mermaid'] as const;
export type Format = (typeof FORMATS)[number];

/** The graph as text in a format, by line. */
export const drawGraph = (graph: Graph, format: Format): string[] => DRAW[format](graph);

const DRAW = { text: drawText, dot: drawDot, mermaid: drawMermaid, svg: drawSvg } satisfies Record<
  Format,
  (graph: Graph) => string[]
>;

/** A step for each layer: what is in it is applied side by side. */
function drawText(graph: Graph): string[] {
  const width = Math.max(...graph.map(({ unit }) => unit.length));
  return layersOf(graph).flatMap((layer, index) =>
    layer.map((unit, place) => {
      const after = graph.find((each) => each.unit === unit)?.after ?? [];
      const step = place === 0 ? `${index + 1}` : ' ';
      return `${step}  ${unit.padEnd(width)}${after.length > 0 ? `  after ${after.join(', ')}` : ''}`.trimEnd();
    }),
  );
}

/** As `terragrunt dag graph` writes it: an arrow leads to what must be there first. */
function drawDot(graph: Graph): string[] {
  return [
    'digraph {',
    ...graph.flatMap(({ unit, after }) => [`\t"${unit}" ;`, ...after.map((each) => `\t"${unit}" -> "${each}";`)]),
    '}',
  ];
}

/** For Markdown: an arrow leads from what is first to what needs it. */
function drawMermaid(graph: Graph): string[] {
  return [
    'flowchart LR',
    ...graph.map(({ unit }) => `  ${unit}`),
    ...graph.flatMap(({ unit, after }) => after.map((each) => `  ${each} --> ${unit}`)),
  ];
}
