import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import type { FileKey } from '../../files/file-store.ts';
import { Files } from '../../files/files.ts';
import { SiteStore } from '../site-store.ts';
import { Web } from '../web.ts';
import { fetchPicture } from './fetch-picture.ts';
import { pictureType } from './picture-type.ts';

const maxBytes = 100 * 1024;

/** The icons of sites, named by what is in them: the same picture is kept once, whoever bookmarked the site. */
@Injectable()
export class Icons {
  readonly #files: Files;
  readonly #sites: SiteStore;
  readonly #web: Web;

  constructor(files: Files, sites: SiteStore, web: Web) {
    this.#files = files;
    this.#sites = sites;
    this.#web = web;
  }

  /**
   * The name of a site's icon, fetched unless that was done in the last month.
   * @param addresses where it may be, the likeliest first
   * @returns null when there is none
   */
  async of(site: string, addresses: readonly string[], now: Date, signal?: AbortSignal): Promise<string | null> {
    const known = await this.#sites.icon(site, now);
    // where there was none, another page may know better
    if (known && (known.name === null ? known.url === addresses[0] : addresses.includes(known.url))) return known.name;
    for (const url of addresses) {
      const picture = await fetchPicture(this.#web, url, maxBytes, signal);
      if (picture === null) continue;
      const name = await this.#keep(picture);
      await this.#sites.keepIcon(site, { url, name }, now);
      return name;
    }
    const [url] = addresses;
    if (url !== undefined) await this.#sites.keepIcon(site, { url, name: null }, now);
    return null;
  }

  /** @throws FileIsGone when there is none of this name */
  read(name: string): Promise<Uint8Array> {
    return buffer(this.#files.get(keyOf(name)));
  }

  async #keep(picture: Uint8Array): Promise<string> {
    const name = createHash('sha256').update(picture).digest('hex');
    await this.#files.put(keyOf(name), Readable.from([picture]), pictureType(picture) ?? 'application/octet-stream');
    return name;
  }
}

const keyOf = (name: string): FileKey => `icons/${name}`;
