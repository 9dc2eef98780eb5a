import { say } from '@bookmark-manager/schedule';
import type { Service } from '../names.ts';
import { table } from '../text/table.ts';
import { type Entry, type Mark, shortOf } from './deployment.ts';

const HEADINGS = ['when', 'service', 'what', 'by', 'commit', 'image', 'task definition', 'outcome'];

/** The history as a table, the newest first, and a line for what failed. */
export function historyPage(entries: readonly Entry[]): string[] {
  if (entries.length === 0) return ['Nothing was deployed with this command yet.'];
  const [heading = '', ...rows] = table(HEADINGS, entries.map(rowOf));
  return [heading, ...rows.flatMap((row, index) => [row, ...whyOf(entries[index])])];
}

/** What came of each service, one line each; null: its image was deployed already. */
export function sayEnded(services: readonly Service[], entries: readonly (Entry | null)[]): string[] {
  return services.flatMap((service, index) => {
    const entry = entries[index];
    if (!entry) return [`${service} is of this image already: nothing to do.`];
    const { outcome, taskDefinition } = entry;
    const image = shortOf(entry.image.image);
    const revision = taskDefinition?.slice(taskDefinition.lastIndexOf(':') + 1);
    return outcome === 'ready'
      ? [`${service} will wake as ${image} (revision ${revision}): one task of it was healthy.`]
      : [`${service} is ${image} now (revision ${revision}).`];
  });
}

/** Who deploys now, in a sentence. */
export const sayUnderWay = ({ by, what, services, since }: Mark): string =>
  `${by} ${what} ${services.join(' and ')} since ${say(new Date(since))}.`;

function rowOf({ startedAt, service, kind, by, image, taskDefinition, outcome }: Entry): string[] {
  return [
    say(new Date(startedAt)),
    service,
    kind,
    by,
    image.commit?.slice(0, 7) ?? '',
    shortOf(image.image),
    taskDefinition?.slice(taskDefinition.lastIndexOf(':') + 1).padStart(4) ?? '',
    outcome,
  ];
}

const whyOf = (entry: Entry | undefined) => (entry?.why ? [`  ${entry.why}`] : []);
