import { describe, expect, it } from 'vitest';
import { drawGraph } from './formats.ts';
import { layersOf, parseGraph } from './graph.ts';

const graph = parseGraph(`[
  { "type": "unit", "path": "ecr" },
  { "type": "unit", "path": "network" },
  { "type": "unit", "path": "security", "dependencies": ["network"] },
  { "type": "unit", "path": "compute", "dependencies": ["security", "ecr", "network"] }
]`);

describe('the graph of the units', () => {
  it('has layers: what is in one needs nothing of the others in it', () => {
    expect(layersOf(graph)).toEqual([['ecr', 'network'], ['security'], ['compute']]);
  });

  it('is text by default: a step for each layer', () => {
    expect(drawGraph(graph, 'text')).toEqual([
      '1  ecr',
      '   network',
      '2  security  after network',
      '3  compute   after ecr, network, security',
    ]);
  });

  it("is DOT as Terragrunt's own", () => {
    expect(drawGraph(graph, 'dot').join('\n')).toContain('\t"compute" ;\n\t"compute" -> "ecr";\n');
  });

  it('is Mermaid, with arrows from what is first', () => {
    expect(drawGraph(graph, 'mermaid').slice(-1)).toEqual(['  security --> compute']);
  });

  it('is an SVG with a box for each unit and an arrow for each dependency, none outside of it', () => {
    const svg = drawGraph(graph, 'svg').join('\n');
    expect(svg.match(/<rect /g)).toHaveLength(4);
    expect(svg.match(/marker-end/g)).toHaveLength(4);
    const [, width = 0, height = 0] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.map(Number) ?? [];
    for (const [, x, y] of svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)"/g)) {
      expect(Number(x) + 120).toBeLessThan(width);
      expect(Number(y) + 36).toBeLessThan(height);
    }
  });

  it.each(['{}', '[{}]'])('is not made of %s', (json) => {
    expect(() => parseGraph(json)).toThrow();
  });
});
