import { changeAndShow } from '../../clock/change.ts';
import { readClock } from '../../clock/client.ts';
import { changesClock, clockWriteOptions, findRehearsal } from '../../clock/rehearsal-only.ts';
import { defineCommand } from '../../command.ts';
import { parseMoment } from '../../text/moment.ts';

export const command = defineCommand({
  describe(command) {
    changesClock(command)
      .argument('<time>', 'in Tokyo: "2026-12-05 08:40", or 23:30 (the next one); or "now", this machine\'s')
      .addHelpText(
        'after',
        '\nThe next firing sees the new time: nothing that lies between is fired. `staging clock run` fires it.\n\nExamples:\n  staging clock set "2026-12-05 08:40"\n  staging clock set 21:55\n  staging clock set now',
      );
  },
  options: clockWriteOptions,
  async run({ config, io }, options, [text = '']) {
    const { endpoint } = findRehearsal(config, io, options).run;
    const reading = await readClock(endpoint);
    if (text !== 'now') {
      const at = parseMoment(text, reading.now, 'clock set');
      return changeAndShow(endpoint, [{ set: at.toISOString() }], io, options);
    }
    const back = { set: new Date().toISOString() };
    // One that goes on faster would be away again at once.
    return changeAndShow(endpoint, reading.speed === 1 ? [back] : [{ speed: 1 }, back], io, options);
  },
});
