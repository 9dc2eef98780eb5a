import type { ReactNode } from 'react';
import type { Messages } from '../messages/index.ts';

type ShellProps = {
  readonly messages: Messages;
  /** Whether to show what only somebody who is signed in can use. */
  readonly signedIn?: boolean;
  readonly children: ReactNode;
};

/** What every page has around it. */
export const Shell = ({ messages, signedIn = true, children }: ShellProps) => (
  <div className="mx-auto flex min-h-dvh max-w-3xl flex-col gap-6 px-4 py-5 sm:px-6 sm:py-8">
    <header className="flex items-center justify-between gap-4">
      <a href="/" className="rounded text-xl font-semibold tracking-tight text-text no-underline">
        {messages.common.title}
      </a>
      {signedIn && (
        <nav className="flex items-center gap-2">
          <a href="/import" className="button-plain">
            {messages.imports.link}
          </a>
          <a href="/settings" className="button-plain">
            {messages.settings.title}
          </a>
          <form action="/actions/sign-out" method="post">
            <button type="submit" className="button-plain">
              {messages.sign.signOut}
            </button>
          </form>
        </nav>
      )}
    </header>
    <main className="flex flex-1 flex-col gap-6">{children}</main>
  </div>
);
