import type { Import } from '@bookmark-manager/contract';
import type { Messages } from '../messages/index.ts';

/** How far an import is. */
export const ImportProgress = ({
  progress: { progress, links },
  messages,
}: {
  readonly progress: Import;
  readonly messages: Messages;
}) => (
  <section className="flex flex-col gap-2" aria-live="polite">
    <p>{messages.imports.importing}</p>
    <progress className="w-full" max={100} value={Math.floor(progress * 100)} aria-label={messages.imports.importing} />
    <p className="text-sm text-quiet">
      {messages.imports.report.links}: <span className="tabular-nums">{links}</span>
    </p>
  </section>
);
