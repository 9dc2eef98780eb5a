import type { ReactNode } from 'react';

type CardProps = {
  readonly title: string;
  readonly help?: ReactNode;
  /** For a link to it. */
  readonly id?: string;
  readonly children: ReactNode;
};

/** One topic of a page, under its heading. */
export const Card = ({ title, help, id, children }: CardProps) => (
  <section id={id} aria-label={title} className="flex flex-col gap-4 rounded-xl border border-line bg-card p-4 sm:p-6">
    <div className="flex flex-col gap-1">
      <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
      {help && <p className="text-sm text-quiet">{help}</p>}
    </div>
    {children}
  </section>
);

/** Rows of a card, each with what can be done about it. */
export const Rows = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <ul aria-label={label} className="-my-1 divide-y divide-line">
    {children}
  </ul>
);

type RowProps = {
  readonly title: ReactNode;
  readonly details: ReactNode;
  /** What can be done about it. */
  readonly children?: ReactNode;
};

/** One row: what it is, in two lines. */
export const Row = ({ title, details, children }: RowProps) => (
  <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3">
    <div className="min-w-0 flex-1 basis-60">
      <p className="font-medium">{title}</p>
      <p className="text-sm text-quiet">{details}</p>
    </div>
    {children && <div className="flex flex-wrap items-start gap-2">{children}</div>}
  </li>
);

/** What a card says that has no rows. */
export const Empty = ({ children }: { readonly children: ReactNode }) => (
  <p className="rounded-lg border border-dashed border-edge px-4 py-6 text-center text-quiet">{children}</p>
);
