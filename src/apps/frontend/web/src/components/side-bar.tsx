import type { Side } from '../api/side.ts';
import type { Messages } from '../messages/index.ts';
import { folderSearch, tagSearch } from '../search-text.ts';
import { foldersBeside } from '../side-folders.ts';
import { Ways, type WaysPart } from './ways.tsx';

type SideBarProps = { readonly side: Side; readonly q: string | undefined; readonly messages: Messages };

/** The ways to everything: beside the page where it is wide, else above it when it is asked for; a popover needs no script for that. */
export const SideBar = ({ side, q, messages }: SideBarProps) => {
  const { shell } = messages;
  return (
    <nav id="side" popover="auto" aria-label={shell.side} className="side">
      <button type="button" popoverTarget="side" popoverTargetAction="hide" className="button-plain lg:hidden">
        {shell.closeMenu}
      </button>
      <Ways parts={partsOf(side, q, messages)} now={q} />
      <form action="/actions/sign-out" method="post">
        <button type="submit" className="button-plain">
          {messages.sign.signOut}
        </button>
      </form>
    </nav>
  );
};

const partsOf = ({ searches, folders, tags }: Side, q: string | undefined, messages: Messages): readonly WaysPart[] => {
  const { shell } = messages;
  const hasSome = folders.length > 0 || tags.length > 0;
  return [
    {
      ways: [
        { text: shell.all, q: '' },
        { text: shell.unread, q: 'is:unread' },
        { text: shell.untagged, q: 'is:untagged' },
        { text: shell.archived, q: 'is:archived' },
      ],
    },
    {
      title: shell.searches,
      ways: searches.map(({ name, q, sort }) => ({ text: name, q, ...(sort ? { sort } : {}) })),
    },
    {
      title: shell.folders,
      ways: foldersBeside(folders, q ?? '').map(({ path, total }) => ({
        ...{ text: path.at(-1) ?? '', q: folderSearch(path), count: total },
        ...(path.length > 1 ? { depth: Math.min(path.length, 5) } : {}),
      })),
    },
    { title: shell.tags, ways: tags.map(({ name, count }) => ({ text: name, q: tagSearch(name), count })) },
    {
      title: shell.more,
      ways: [
        ...(hasSome ? [{ text: shell.browse, href: '/browse' }] : []),
        { text: messages.duplicates.title, href: '/duplicates' },
        { text: messages.broken.title, href: '/broken' },
        { text: messages.searches.title, href: '/searches' },
        { text: messages.install.title, href: '/quick-add' },
        { text: messages.imports.link, href: '/import' },
        { text: messages.exports.title, href: '/export' },
        { text: messages.settings.title, href: '/settings' },
      ],
    },
  ];
};
