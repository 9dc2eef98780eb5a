import type { Messages } from '../messages/index.ts';

/** An instant as a date and a time. */
export const When = ({ instant, messages }: { readonly instant: string; readonly messages: Messages }) => (
  <time dateTime={instant}>
    {new Intl.DateTimeFormat(messages.lang, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Tokyo' }).format(
      new Date(instant),
    )}
  </time>
);
