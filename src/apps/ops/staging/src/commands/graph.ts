import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { EXIT } from '../errors.ts';
import { drawGraph, FORMATS } from '../graph/formats.ts';
import { readGraph } from '../graph/read.ts';

export const command = defineCommand({
  describe(command) {
    command
      .option('--format <name>', FORMATS.join(', '), 'text')
      .option('--json', 'print JSON for programs')
      .addHelpText(
        'after',
        '\nNeeds nothing that runs, and no Graphviz.\n\nExamples:\n  staging graph\n  staging graph --format svg > graph.svg\n  staging graph --format dot | dot -Tpng > dependencies.png',
      );
  },
  options: z.object({
    format: z.enum(FORMATS, { error: `one of ${FORMATS.join(', ')}` }),
    json: z.boolean().default(false),
  }),
  async run({ config, io }, { format, json }) {
    const graph = await readGraph(config);
    if (json) io.out(JSON.stringify(graph, null, 2));
    else for (const line of drawGraph(graph, format)) io.out(line);
    return EXIT.yes;
  },
});
