import type { ReactNode } from 'react';

type NoticeProps = {
  readonly tone: 'good' | 'problem';
  /** Whether it is what the reader just did: the focus goes on from it, and a screen reader begins with it. */
  readonly isAnswer?: boolean;
  readonly children: ReactNode;
};

/** One sentence about how something went; read out by itself. */
export const Notice = ({ tone, isAnswer = false, children }: NoticeProps) => (
  <div
    role={tone === 'good' ? 'status' : 'alert'}
    {...(isAnswer ? answer : {})}
    className={`rounded-lg px-4 py-3 outline-none ${tone === 'good' ? 'bg-good-soft text-good' : 'bg-danger-soft text-danger'}`}
  >
    {children}
  </div>
);

/** Where the focus is after a form was sent; an address that names a part of the page has it there instead, as browsers do it. */
export const answer = { tabIndex: -1, autoFocus: true } as const;
