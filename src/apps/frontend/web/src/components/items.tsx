'use client';

import type { ReactNode } from 'react';
import type { ItemView } from '../item-view.ts';
import { type ListPlace, listAddress } from '../list-address.ts';
import type { Messages } from '../messages/index.ts';
import { Facts, type FactsTexts, Tags } from './item-parts.tsx';
import { Marked } from './marked.tsx';

/** The strings of the messages that the items say. */
export type ItemTexts = FactsTexts &
  Pick<Messages['list'], 'tags' | 'edit' | 'deleteConfirm'> & { readonly delete: string; readonly detail: string };

type ItemsProps = {
  readonly items: readonly ItemView[];
  readonly place: ListPlace;
  /** The one that is being edited, and the form that stands in its place. */
  readonly editing: { readonly id: string; readonly form: ReactNode } | undefined;
  readonly texts: ItemTexts;
};

/**
 * The bookmarks of a list. It needs no script; it is a client component so that each bookmark is sent as its data, and not once more as the
 * elements that show it: half the work of a page, and half its length.
 */
export const Items = ({ items, place, editing, texts }: ItemsProps) => (
  <ul className="items">
    {items.map((item, index) =>
      item.id === editing?.id ? (
        <li key={item.id} id={`b-${item.id}`} className="item-form">
          {editing.form}
        </li>
      ) : (
        <Item
          key={item.id}
          item={item}
          next={(items[index + 1] ?? items[index - 1])?.id ?? ''}
          place={place}
          texts={texts}
        />
      ),
    )}
  </ul>
);

type ItemProps = Pick<ItemsProps, 'place' | 'texts'> & {
  readonly item: ItemView;
  /** The bookmark that stands here when this one is deleted. */
  readonly next: string;
};

/** The styles are in globals.css, and the forms of the boxes and buttons stand once on the page: there are many of these. */
const Item = ({ item: { id, href, title, texts: shown, facts, tags, tagHits }, next, place, texts }: ItemProps) => (
  <li id={`b-${id}`} data-item="" className="item">
    <input type="checkbox" form="bulk" name="id" value={id} aria-labelledby={`t-${id}`} data-key="select" />
    <div>
      {href === undefined ? (
        <span id={`t-${id}`} className="item-title" data-key="open" tabIndex={-1}>
          <Marked {...title} />
        </span>
      ) : (
        <a id={`t-${id}`} href={href} rel="noreferrer" className="item-title" data-key="open">
          <Marked {...title} />
        </a>
      )}
      <Facts facts={facts} texts={texts} />
      {shown.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: description, then notes
        <p key={index} className="item-text">
          <Marked {...one} />
        </p>
      ))}
      <Tags tags={tags} hits={tagHits} label={texts.tags} />
    </div>
    <div className="item-deeds">
      <a href={`/bookmarks/${id}`} data-key="detail">
        {texts.detail}
      </a>
      <a href={listAddress({ ...place, edit: id }, id)} data-key="edit">
        {texts.edit}
      </a>
      {/* two steps, so that a slip deletes nothing; a disclosure needs no script for it */}
      <details className="delete" data-key="delete">
        <summary>{texts.delete}</summary>
        <button type="submit" form="delete" name="id" value={`${id} ${next}`}>
          {texts.deleteConfirm}
        </button>
      </details>
    </div>
  </li>
);
