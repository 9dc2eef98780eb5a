import type { World } from '@bookmark-manager/rehearsal';
import type { RunFile } from '../target/run-file.ts';

/** What a person needs once it runs: where it is, and what to type. `served` is whether the application answers. */
export function sayPage(
  { endpoint, door, served }: Pick<RunFile, 'endpoint' | 'door'> & { served: boolean },
  limits: World['limits'],
): string[] {
  const rows = [
    [door, served ? 'the application, through the front door' : 'the wake page, through the front door'],
    [endpoint, 'the AWS API:  eval "$(npx staging env)"  turns a shell to it'],
    ['npx staging status', 'what runs; --help lists the other commands'],
    ['Ctrl-C', 'ends everything; npm start goes on from there'],
    ...(limits.enforced ? [] : [['', `limits are off: ${limits.why}`]]),
  ];
  return rows.map(([what = '', text = '']) => `${what.padEnd(24)} ${text}`);
}
