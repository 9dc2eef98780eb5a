import { defineCommand } from '../../command.ts';
import { readOptions, reads } from '../../command-options.ts';
import { EXIT } from '../../errors.ts';
import { findTarget } from '../../target/target.ts';
import { listUnits } from '../../terragrunt/run.ts';
import { backendOf } from '../../tfstate/backend.ts';
import { openPlace } from '../../tfstate/open.ts';
import { chooseUnits, lookAt, showJson, showPage } from '../../tfstate/show.ts';

export const command = defineCommand({
  describe(command) {
    reads(command)
      .argument('[unit]', 'this one alone, with the addresses that it manages')
      .addHelpText(
        'after',
        '\nExamples:\n  staging tfstate show\n  staging tfstate show network\n  staging tfstate show --aws --json',
      );
  },
  options: readOptions,
  async run({ config, io }, options, [unit]) {
    const target = findTarget(config, io, options);
    const units = chooseUnits(await listUnits(config.unitsDirectory), unit);
    const backend = await backendOf(config, target);
    const shown = await lookAt(await openPlace(config, target, backend), units);
    if (options.json) io.out(JSON.stringify(showJson(backend, shown), null, 2));
    else for (const line of showPage(shown, new Date())) io.out(line);
    return EXIT.yes;
  },
});
