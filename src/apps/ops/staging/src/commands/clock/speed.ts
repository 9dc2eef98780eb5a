import { changeAndShow } from '../../clock/change.ts';
import { changesClock, clockWriteOptions, findRehearsal } from '../../clock/rehearsal-only.ts';
import { defineCommand } from '../../command.ts';
import { parseSpeed } from '../../text/speed.ts';

export const command = defineCommand({
  describe(command) {
    changesClock(command)
      .argument('<times>', "how many times as fast as this machine's: 60 is a minute in each second, 1 as usual")
      .addHelpText('after', '\nExamples:\n  staging clock speed 60\n  staging clock speed 1');
  },
  options: clockWriteOptions,
  async run({ config, io }, options, [text = '']) {
    const speed = parseSpeed(text, 'clock speed');
    return changeAndShow(findRehearsal(config, io, options).run.endpoint, [{ speed }], io, options);
  },
});
