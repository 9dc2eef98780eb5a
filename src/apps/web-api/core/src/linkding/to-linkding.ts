import type { LinkdingBookmark } from '@bookmark-manager/contract';

/** A row as linkding's clients are shown it. */
export type Row = {
  readonly number: bigint;
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly notes: string;
  readonly tags: readonly string[];
  readonly unread: boolean;
  readonly archived: boolean;
  readonly shared: boolean;
  readonly addedAt: Date;
  readonly modifiedAt: Date;
};

/** Folders have no place in it, and stay as they are. */
export const toLinkding = (row: Row): LinkdingBookmark => ({
  id: Number(row.number),
  url: row.url,
  title: row.title,
  description: row.description,
  notes: row.notes,
  web_archive_snapshot_url: '',
  favicon_url: null,
  preview_image_url: null,
  is_archived: row.archived,
  unread: row.unread,
  shared: row.shared,
  tag_names: [...row.tags],
  date_added: row.addedAt.toISOString(),
  date_modified: row.modifiedAt.toISOString(),
  website_title: null,
  website_description: null,
});
