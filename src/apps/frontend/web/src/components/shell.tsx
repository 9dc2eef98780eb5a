import type { ReactNode } from 'react';
import { type Side, sideOf } from '../api/side.ts';
import type { Messages } from '../messages/index.ts';
import { callerOfPage } from '../reader.ts';
import { Keys } from './keys.tsx';
import { SearchBox } from './search-box.tsx';
import { SideBar } from './side-bar.tsx';

type ShellProps = {
  readonly messages: Messages;
  /** What the page is about, for the browser's tabs and history; the list is about everything. */
  readonly title?: string;
  /** Whether to show what only somebody who is signed in can use. */
  readonly signedIn?: boolean;
  /** What is searched for on this page, when it is the list. */
  readonly q?: string;
  /** What stands beside the page, when that was asked for already. */
  readonly side?: Promise<Side>;
  readonly children: ReactNode;
};

/** What every page has around it. */
export const Shell = ({ signedIn = true, title, ...props }: ShellProps) => (
  <>
    <title>{[title, props.messages.common.title].filter(Boolean).join(' — ')}</title>
    {signedIn ? <Inside {...props} /> : <Outside {...props} />}
  </>
);

/** Where nobody is signed in yet. */
const Outside = ({ messages, children }: ShellProps) => (
  <div className="mx-auto flex min-h-dvh max-w-3xl flex-col gap-6 px-4 py-5 sm:px-6 sm:py-8">
    <header>
      <Brand messages={messages} />
    </header>
    <main className="flex flex-1 flex-col gap-6">{children}</main>
    <Keys />
  </div>
);

const Inside = async ({ messages, q, side, children }: ShellProps) => {
  const beside = await (side ?? sideOf(await callerOfPage()));
  const { shell, list } = messages;
  return (
    <>
      <a href="#content" className="skip">
        {shell.skip}
      </a>
      <header className="z-10 border-b border-line bg-page sm:sticky sm:top-0">
        <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2 sm:px-6 lg:gap-x-6">
          <button type="button" popoverTarget="side" className="button-plain px-3 lg:hidden">
            <span aria-hidden>☰</span>
            <span className="sr-only">{shell.menu}</span>
          </button>
          <div className="lg:w-58">
            <Brand messages={messages} />
          </div>
          <SearchBox query={q ?? ''} texts={messages.search} />
          <a href="/add" data-key="add" className="button-strong ml-auto px-3 sm:px-4">
            <span aria-hidden className="sm:hidden">
              ＋
            </span>
            <span className="sr-only sm:not-sr-only">{list.add}</span>
          </a>
        </div>
      </header>
      <div className="mx-auto grid max-w-7xl grid-cols-[minmax(0,1fr)] gap-x-6 px-4 sm:px-6 lg:grid-cols-[14.5rem_minmax(0,1fr)]">
        <SideBar side={beside} q={q} messages={messages} />
        <main
          id="content"
          tabIndex={-1}
          className="flex min-h-[70dvh] min-w-0 flex-col gap-5 py-5 outline-none lg:max-w-4xl"
        >
          {children}
        </main>
      </div>
      <footer className="mx-auto hidden max-w-7xl justify-end px-6 pb-4 lg:flex">
        <Keys texts={messages.keys} />
      </footer>
    </>
  );
};

const Brand = ({ messages }: { readonly messages: Messages }) => (
  <a href="/" className="rounded text-lg font-semibold tracking-tight whitespace-nowrap text-text no-underline">
    {messages.common.title}
  </a>
);
