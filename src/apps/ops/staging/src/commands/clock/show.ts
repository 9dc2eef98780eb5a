import { readClock, readFaults } from '../../clock/client.ts';
import { clockReadOptions, findRehearsal, readsClock } from '../../clock/rehearsal-only.ts';
import { clockPage } from '../../clock/say.ts';
import { defineCommand } from '../../command.ts';
import { EXIT } from '../../errors.ts';

export const command = defineCommand({
  describe: (command) => readsClock(command),
  options: clockReadOptions,
  async run({ config, io }, options) {
    const { endpoint } = findRehearsal(config, io, options).run;
    const [reading, faults] = await Promise.all([readClock(endpoint), readFaults(endpoint)]);
    if (options.json) io.out(JSON.stringify({ ...reading, faults }, null, 2));
    else for (const line of clockPage(reading, faults)) io.out(line);
    return EXIT.yes;
  },
});
