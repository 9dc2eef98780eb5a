import { EXIT } from './errors.ts';
import { listenForInterruption } from './interruption.ts';
import { runCommand } from './program.ts';

// A reader that has seen enough (`staging logs | head`) is no error.
process.stdout.on('error', () => process.exit(EXIT.yes));
// The only place that ends the process.
process.exitCode = await runCommand(process.argv.slice(2), listenForInterruption(), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
