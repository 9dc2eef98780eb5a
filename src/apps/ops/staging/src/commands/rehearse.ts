import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { StagingError } from '../errors.ts';

export const command = defineCommand({
  describe: () => undefined,
  options: z.object({}),
  run: () => Promise.reject(new StagingError('The rehearsal cannot be started yet.')),
});
