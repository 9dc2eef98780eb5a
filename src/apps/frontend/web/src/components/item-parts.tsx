import type { FactsView } from '../item-view.ts';
import { listAddress } from '../list-address.ts';
import type { Messages } from '../messages/index.ts';
import { folderSearch, tagSearch } from '../search-text.ts';

export type FactsTexts = Pick<Messages['list'], 'unread' | 'archived' | 'shared' | 'folder'>;

/** Where a bookmark leads, since when, where it lies, and what it is. */
export const Facts = ({ facts, texts }: { readonly facts: FactsView; readonly texts: FactsTexts }) => (
  <p className="item-facts">
    {facts.is.map((one) => (
      <strong key={one}>{texts[one]}</strong>
    ))}
    <span className="item-host">
      {facts.icon && <img src={facts.icon} alt="" width={16} height={16} loading="lazy" />}
      {facts.host}
    </span>
    <time dateTime={facts.addedAt}>{facts.day}</time>
    {facts.folders.map((path) => (
      <a key={path.join('/')} href={listAddress({ q: folderSearch(path) })} title={texts.folder}>
        {path.join(' › ')}
      </a>
    ))}
  </p>
);

type TagsProps = {
  readonly tags: readonly string[];
  readonly hits?: readonly string[] | undefined;
  readonly label: string;
};

/** The tags of a bookmark, each a search for it. */
export const Tags = ({ tags, hits, label }: TagsProps) =>
  tags.length > 0 && (
    <ul aria-label={label} className="tags">
      {tags.map((tag) => (
        <li key={tag}>
          <a href={listAddress({ q: tagSearch(tag) })}>{hits?.includes(tag) ? <mark>{tag}</mark> : tag}</a>
        </li>
      ))}
    </ul>
  );
