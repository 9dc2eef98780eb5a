import type { Messages } from '../messages/index.ts';
import { answer } from './notice.tsx';
import { Secret } from './secret.tsx';

type ShownOnceProps = {
  readonly title: string;
  readonly values: readonly { readonly label: string; readonly value: string }[];
  readonly messages: Messages;
};

/** What a form made that is shown this once. */
export const ShownOnce = ({ title, values, messages }: ShownOnceProps) => (
  <section aria-label={title} className="flex flex-col gap-3 rounded-xl border border-good bg-good-soft p-4 sm:p-6">
    <p role="status" {...answer} className="font-medium text-good outline-none">
      {title}
    </p>
    {values.map(({ label, value }) => (
      <Secret key={label} label={label} value={value} copy={messages.settings.copy} copied={messages.settings.copied} />
    ))}
  </section>
);
