import { momentOf } from '../dates.ts';
import type { Messages } from '../messages/index.ts';
import { zoneOfReader } from '../reader.ts';

/** An instant as a date and a time, in the reader's zone. */
export const When = async ({ instant, messages }: { readonly instant: string; readonly messages: Messages }) => (
  <time dateTime={instant}>{momentOf(instant, messages.lang, await zoneOfReader())}</time>
);
