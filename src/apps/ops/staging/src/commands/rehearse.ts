import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { rehearse } from '../rehearse/rehearse.ts';

export const command = defineCommand({
  describe(command) {
    command
      .option('--as-scheduled', 'follow the calendar instead of staying awake for as long as it runs')
      .addHelpText(
        'after',
        '\nEverything lies in .rehearsal (STAGING_REHEARSAL_DIR names another folder). STAGING_SHAPE takes another shape.\nThe first start applies all units, about two minutes; later ones go on from where the last one ended.\nCtrl-C ends everything and keeps it; a second one does not wait.',
      );
  },
  options: z.object({ asScheduled: z.boolean().default(false) }),
  run: (context, options) => rehearse(context, options),
});
