import { changeAndShow } from '../../clock/change.ts';
import { changesClock, clockWriteOptions, findRehearsal } from '../../clock/rehearsal-only.ts';
import { defineCommand } from '../../command.ts';
import { parseSpan } from '../../text/duration.ts';

export const command = defineCommand({
  describe(command) {
    changesClock(command)
      .argument('<span>', 'such as 15m, 2h, 1h30m or 7d')
      .addHelpText('after', '\nExamples:\n  staging clock advance 2h\n  staging clock advance 7d');
  },
  options: clockWriteOptions,
  async run({ config, io }, options, [text = '']) {
    const advance = parseSpan(text, 'clock advance');
    return changeAndShow(findRehearsal(config, io, options).run.endpoint, [{ advance }], io, options);
  },
});
