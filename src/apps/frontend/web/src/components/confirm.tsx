import type { ReactNode } from 'react';

type ConfirmProps = {
  readonly action: string;
  /** Hidden fields of the form. */
  readonly fields: Readonly<Record<string, string>>;
  readonly text: string;
  /** Says to a reader who cannot see its row what it is about. */
  readonly label: string;
  readonly confirm: string;
  /** More to be said or typed before it is done. */
  readonly children?: ReactNode;
};

/** A form in two steps, so that a slip ends nothing; a disclosure needs no script for it. */
export const Confirm = ({ action, fields, text, label, confirm, children }: ConfirmProps) => (
  <details className="text-sm open:rounded-lg open:border open:border-line open:p-3">
    <summary
      aria-label={label}
      className="min-h-11 cursor-pointer list-none content-center rounded px-2 text-quiet hover:text-danger [&::-webkit-details-marker]:hidden"
    >
      {text}
    </summary>
    <form action={action} method="post" className="flex flex-col items-start gap-2 pt-1">
      <Hidden fields={fields} />
      {children}
      <button
        type="submit"
        className="min-h-11 cursor-pointer rounded-lg border border-danger px-3 text-danger hover:bg-danger-soft"
      >
        {confirm}
      </button>
    </form>
  </details>
);

type PressProps = Pick<ConfirmProps, 'action' | 'fields' | 'text'> & { readonly label?: string };

/** A form of one button. */
export const Press = ({ action, fields, text, label }: PressProps) => (
  <form action={action} method="post">
    <Hidden fields={fields} />
    <button type="submit" aria-label={label} className="button-plain text-sm">
      {text}
    </button>
  </form>
);

/** What a form sends that nobody types. */
export const Hidden = ({ fields }: Pick<ConfirmProps, 'fields'>) =>
  Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
