import { mkdir } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { serializeRecording } from '@bookmark-manager/cost';
import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { estimateShapes, readShapes } from '../cost/ask.ts';
import { DOCUMENTED_MONTH, writeDocuments } from '../cost/documents.ts';
import { sayIncomplete } from '../cost/incomplete.ts';
import { recordingFile, recordingsOf } from '../cost/recordings.ts';
import { EXIT } from '../errors.ts';
import { writeAtomically } from '../tfvars/file.ts';

export const command = defineCommand({
  describe(command) {
    command.addHelpText(
      'after',
      `
After a change of the infrastructure, of shapes.json, of usage.json or of a price: what was recorded of it is stale, and a
test says so. Plans what is new (all of it with --fresh); commit what it writes.

Examples:
  staging cost renew
  staging cost renew --fresh`,
    );
  },
  options: z.object({ fresh: z.boolean().default(false) }),
  async run(context, { fresh }) {
    const { config, io } = context;
    const shapes = await readShapes(config);
    const recordings = await recordingsOf(context, shapes, Object.keys(shapes.shapes), { fresh });
    for (const recording of recordings) {
      const file = recordingFile(config, recording.shape);
      await mkdir(dirname(file), { recursive: true });
      await writeAtomically(file, serializeRecording(recording));
      io.out(`${relative(config.root, file)}: ${recording.resources.length} resources`);
    }
    const estimates = await estimateShapes(context, 'all', { month: DOCUMENTED_MONTH, fresh: false });
    const odd = estimates.filter(({ estimate }) => estimate.total === null);
    for (const named of odd) for (const line of sayIncomplete(named)) io.err(line);
    if (odd.length > 0) return EXIT.usage;
    const changed = await writeDocuments(config.root, estimates);
    io.out(changed.length > 0 ? `Tables written: ${changed.join(', ')}` : 'The tables of the documents hold.');
    return EXIT.yes;
  },
});
