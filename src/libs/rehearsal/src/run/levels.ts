import type { DatabasePicture } from '../database/index.ts';
import type { TasksPicture } from '../tasks/index.ts';

type Seen = {
  services(): Pick<TasksPicture['services'][number], 'name' | 'desired'>[];
  databases(): Pick<DatabasePicture, 'identifier' | 'status'>[];
};

/** How much of what there is, by the short names that people use: `web`, `api`, `database`. */
export function levelsOf({ services, databases }: Seen) {
  const resourceOf = (identifier: string) => (databases().length > 1 ? identifier : 'database');
  const counts = () => new Map(services().map(({ name, desired }) => [shortOf(name), desired]));
  let known = counts();
  return {
    /** How a database is called here. */
    resourceOf,
    isDatabase: (subject: string) => databases().some(({ identifier }) => identifier === subject),
    /** Services are awake while any task is desired, databases while they are not stopped. */
    awake: (): Record<string, boolean> => ({
      ...Object.fromEntries(services().map(({ name, desired }) => [shortOf(name), desired > 0])),
      ...Object.fromEntries(
        databases().map(({ identifier, status }) => [resourceOf(identifier), status !== 'stopped']),
      ),
    }),
    /** Desired counts that have changed since the last call. */
    changes(): { subject: string; text: string }[] {
      const before = known;
      known = counts();
      return [...known].flatMap(([subject, desired]) => {
        const was = before.get(subject) ?? 0;
        return was === desired ? [] : { subject, text: `desired count ${was} to ${desired}` };
      });
    },
  };
}

/** `bookmark-manager-staging-web` is web. */
const shortOf = (name: string) => name.slice(name.lastIndexOf('-') + 1);
