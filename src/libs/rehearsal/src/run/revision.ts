import type { Events, PartName } from '../events.ts';
import type { Writes } from '../relay/types.ts';

/** What a part tells of itself and not of the environment. */
const ABOUT_OURSELVES: readonly PartName[] = [
  'schedules',
  'functions',
  'relay',
  'emulator',
  'rehearsal',
  'sessions',
  'billing',
];
/** Written all the time, and read by nothing that decides. */
const LOGGING = /^(logs:|monitoring:Put)/;

/** Counts what changes in the world: writes, events of the environment, requests of visitors. Told of each but the last. */
export function followRevision(options: {
  writes: Writes;
  events: Events;
  requests(): number;
  changed(): void;
}): { current(): number } & Disposable {
  let count = 0;
  const change = () => {
    count += 1;
    options.changed();
  };
  const ends = [
    options.writes.subscribe(({ service, operation }) => {
      if (!LOGGING.test(`${service}:${operation}`)) change();
    }),
    options.events.subscribe(({ part }) => {
      if (!ABOUT_OURSELVES.includes(part)) change();
    }),
  ];
  return {
    current: () => count + options.requests(),
    [Symbol.dispose]: () => {
      for (const end of ends) end();
    },
  };
}
