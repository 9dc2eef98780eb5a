import { type ImportReport, readUrl, type UrlRefusal } from '@bookmark-manager/contract';
import { type Content, merge } from '../bookmarks/merge.ts';
import type { Link } from './netscape-reader.ts';

/** One address of the file with all that its links say about it. */
export type Incoming = Content & { readonly url: string };

/** What the file holds, counted: the part of the report that needs no database. */
export type Gathered = Pick<ImportReport, 'links' | 'duplicates' | 'skipped' | 'skippedBecause' | 'skippedLinks'>;

/** Collects links: those with the same address as one, those that are not kept with their reason. */
export class Gathering {
  readonly #byUrl = new Map<string, Incoming>();
  readonly #because: Partial<Record<UrlRefusal, number>> = {};
  readonly #skipped: ImportReport['skippedLinks'][number][] = [];
  #links = 0;
  #skips = 0;

  take(link: Link): void {
    this.#links += 1;
    const read = readUrl(link.url);
    if ('refused' in read) {
      this.#skip(link, read.refused);
      return;
    }
    const { folder, ...rest } = link;
    const incoming = { ...rest, url: read.url, folders: folder.length > 0 ? [folder] : [] };
    const known = this.#byUrl.get(read.url);
    this.#byUrl.set(read.url, known ? merge(known, incoming) : incoming);
  }

  get bookmarks(): readonly Incoming[] {
    return [...this.#byUrl.values()];
  }

  get counts(): Gathered {
    return {
      links: this.#links,
      duplicates: this.#links - this.#skips - this.#byUrl.size,
      skipped: this.#skips,
      skippedBecause: this.#because,
      skippedLinks: this.#skipped,
    };
  }

  #skip({ title, url }: Link, because: UrlRefusal): void {
    this.#skips += 1;
    this.#because[because] = (this.#because[because] ?? 0) + 1;
    if (this.#skipped.length < 100) this.#skipped.push({ title: title.slice(0, 200), url: url.slice(0, 200), because });
  }
}
