import type { ReactNode } from 'react';

/** One sentence about how something went; read out by itself. */
export const Notice = ({ tone, children }: { readonly tone: 'good' | 'problem'; readonly children: ReactNode }) => (
  <div
    role={tone === 'good' ? 'status' : 'alert'}
    className={`rounded-lg px-4 py-3 ${tone === 'good' ? 'bg-good-soft text-good' : 'bg-danger-soft text-danger'}`}
  >
    {children}
  </div>
);
