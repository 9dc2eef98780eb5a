import type { ReactNode } from 'react';
import type { Messages } from '../messages/index.ts';

/** What every page has around it. */
export const Shell = ({ messages, children }: { readonly messages: Messages; readonly children: ReactNode }) => (
  <div className="mx-auto flex min-h-dvh max-w-3xl flex-col gap-6 px-4 py-5 sm:px-6 sm:py-8">
    <header className="flex items-center justify-between gap-4">
      <a href="/" className="rounded text-xl font-semibold tracking-tight text-text no-underline">
        {messages.title}
      </a>
      <nav>
        <a href="/import" className="button-plain">
          {messages.import}
        </a>
      </nav>
    </header>
    <main className="flex flex-1 flex-col gap-6">{children}</main>
  </div>
);
