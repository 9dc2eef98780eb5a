import type { ReactNode } from 'react';

type SignFormProps = {
  readonly action: string;
  readonly title: string;
  readonly submit: string;
  readonly children: ReactNode;
  /** What to do instead. */
  readonly other: ReactNode;
};

/** The card that somebody signs in or up on. */
export const SignForm = ({ action, title, submit, children, other }: SignFormProps) => (
  <div className="mx-auto flex w-full max-w-md flex-col gap-4 pt-4 sm:pt-10">
    <form
      action={action}
      method="post"
      className="flex flex-col gap-4 rounded-xl border border-line bg-card p-5 sm:p-6"
    >
      <h1 className="title">{title}</h1>
      {children}
      <button type="submit" className="button-strong mt-2">
        {submit}
      </button>
    </form>
    <p className="flex items-center justify-center gap-2 text-sm text-quiet">{other}</p>
  </div>
);
