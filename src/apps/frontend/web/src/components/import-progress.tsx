import type { Import } from '@bookmark-manager/contract';
import type { Messages } from '../messages/index.ts';

/** How far an import is. A screen reader is told that it runs, and then how it ended: not every number on the way. */
export const ImportProgress = ({
  progress: { progress, links },
  messages: { imports },
}: {
  readonly progress: Import;
  readonly messages: Messages;
}) => (
  <section className="flex flex-col gap-2 rounded-xl border border-line bg-card p-4 sm:p-6">
    <p role="status" className="font-medium">
      {imports.importing}
    </p>
    <progress
      className="w-full accent-accent"
      max={100}
      value={Math.floor(progress * 100)}
      aria-label={imports.importing}
    />
    <p className="text-sm text-quiet">
      {imports.report.links}: <span className="tabular-nums">{links}</span>
    </p>
  </section>
);
