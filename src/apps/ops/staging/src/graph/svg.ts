import { type Graph, layersOf } from './graph.ts';

const BOX = { width: 120, height: 36 };
const GAP = { across: 80, down: 24 };
const MARGIN = 20;

type Point = { x: number; y: number };

/** A picture that needs no program to draw it: a column for each layer, from what is first on the left to what is last. */
export function drawSvg(graph: Graph): string[] {
  const layers = layersOf(graph);
  const rows = Math.max(...layers.map(({ length }) => length));
  const height = 2 * MARGIN + rows * BOX.height + (rows - 1) * GAP.down;
  const width = 2 * MARGIN + layers.length * BOX.width + (layers.length - 1) * GAP.across;
  const places = placesOf(layers, height);
  const at = (unit: string): Point => places.get(unit) ?? { x: 0, y: 0 };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="14">`,
    '<title>The units and what must be there before each</title>',
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="#555"/></marker></defs>',
    ...graph.flatMap(({ unit, after }) => after.map((each) => arrow(at(each), at(unit)))),
    ...graph.map(({ unit }) => box(unit, at(unit))),
    '</svg>',
  ];
}

/** Each box's upper left corner. The outer columns are centred; one between stands low, so that arrows pass above it. */
function placesOf(layers: readonly string[][], height: number): Map<string, Point> {
  const places = layers.flatMap((layer, column) => {
    const own = layer.length * BOX.height + (layer.length - 1) * GAP.down;
    const top = column === 0 || column === layers.length - 1 ? (height - own) / 2 : height - MARGIN - own;
    return layer.map((unit, row): [string, Point] => [
      unit,
      { x: MARGIN + column * (BOX.width + GAP.across), y: top + row * (BOX.height + GAP.down) },
    ]);
  });
  return new Map(places);
}

function box(unit: string, { x, y }: Point): string {
  const middle = `x="${x + BOX.width / 2}" y="${y + BOX.height / 2}"`;
  return `<rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6" fill="#fff" stroke="#555"/><text ${middle} text-anchor="middle" dominant-baseline="central">${unit}</text>`;
}

/** A curve that leaves and arrives level, so that one over two columns passes between their boxes. */
function arrow(from: Point, to: Point): string {
  const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2];
  const [x2, y2] = [to.x, to.y + BOX.height / 2];
  const bend = GAP.across / 2;
  return `<path d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}" fill="none" stroke="#555" marker-end="url(#tip)"/>`;
}
