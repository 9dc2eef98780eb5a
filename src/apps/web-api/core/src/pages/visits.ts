import type { LinkCheck } from '@bookmark-manager/contract';
import type { Observation, Verdict } from '@bookmark-manager/fetching';
import { Injectable } from '@nestjs/common';
import type { UserId } from '../people/identity.ts';
import { knownOf } from './link-row.ts';
import { type DueLink, LinkStore } from './link-store.ts';
import { MetadataStore } from './metadata-store.ts';
import { Icons } from './pictures/icons.ts';
import { SiteStore } from './site-store.ts';
import { visitorName, Web } from './web.ts';

/** Links that are visited at the same time; each is of another site. */
const BATCH = 20;
const HOUR_MS = 3_600_000;

/** Visits what bookmarks lead to. */
@Injectable()
export class Visits {
  readonly #links: LinkStore;
  readonly #sites: SiteStore;
  readonly #metadata: MetadataStore;
  readonly #icons: Icons;
  readonly #web: Web;

  constructor(links: LinkStore, sites: SiteStore, metadata: MetadataStore, icons: Icons, web: Web) {
    this.#links = links;
    this.#sites = sites;
    this.#metadata = metadata;
    this.#icons = icons;
    this.#web = web;
  }

  /** Visits a batch of what is due. @returns whether there may be more that is due */
  async batch(now: Date, signal: AbortSignal): Promise<boolean> {
    const enrolled = await this.#links.enrol(now);
    const links = await this.#links.take(now, BATCH);
    if (links.length === 0) return enrolled > 0;
    const { isOurFault } = await import('@bookmark-manager/fetching');
    const found = await Promise.all(links.map(async (link) => ({ link, seen: await this.#see(link, now, signal) })));
    if (signal.aborted || isOurFault(found.map(({ seen }) => seen))) {
      await this.#links.postpone(links, signal.aborted ? now : new Date(now.getTime() + HOUR_MS));
      signal.throwIfAborted();
      return false;
    }
    for (const { link, seen } of found) await this.#keep(link, seen, now, signal);
    return links.length === BATCH;
  }

  /** Visits one link because somebody asks for it, due or not. @returns undefined when there is no such bookmark */
  async one(who: UserId, id: string, now: Date): Promise<LinkCheck | undefined> {
    const link = await this.#links.find(who, id);
    if (!link) return undefined;
    const { observe } = await import('@bookmark-manager/fetching');
    const seen = await observe(await this.#web.client(), { url: link.url, withMetadata: true, now });
    const { result, status, movedTo, dueAt } = await this.#keep(link, seen, now);
    return { result, status, movedTo, checkedAt: now.toISOString(), dueAt: dueAt.toISOString() };
  }

  /** The first visit is for whoever added the link, and reads the page's head; those that follow are a program's, and ask whether they may. */
  async #see(link: DueLink, now: Date, signal: AbortSignal): Promise<Observation> {
    const { observe, mayVisit, FetchFailure } = await import('@bookmark-manager/fetching');
    const isFirst = link.checkedAt === null;
    try {
      if (!isFirst && !mayVisit(await this.#robots(link, now, signal), link.url, visitorName))
        return { kind: 'unwanted' };
    } catch (error) {
      if (!(error instanceof FetchFailure)) throw error;
      return { kind: 'failure', failure: error.kind, code: error.code };
    }
    return observe(await this.#web.client(), { url: link.url, withMetadata: link.fetchedAt === null, now, signal });
  }

  async #robots(link: DueLink, now: Date, signal: AbortSignal) {
    const site = siteOf(link);
    const known = await this.#sites.robots(site, now);
    if (known !== undefined) return known;
    const { readRobots } = await import('@bookmark-manager/fetching');
    const robots = await readRobots(await this.#web.client(), link.url, signal);
    await this.#sites.keepRobots(site, robots, now);
    return robots;
  }

  async #keep(link: DueLink, seen: Observation, now: Date, signal?: AbortSignal): Promise<Verdict> {
    const { judge } = await import('@bookmark-manager/fetching');
    const verdict = judge(knownOf(link), seen, now, Math.random());
    await this.#links.record(link, verdict, now);
    if (verdict.pausedUntil) await this.#sites.pause(siteOf(link), verdict.pausedUntil);
    const isRead = seen.kind === 'answer' && (seen.metadata !== null || (link.fetchedAt === null && seen.status < 300));
    if (!isRead) return verdict;
    const icon = seen.metadata && (await this.#icons.of(siteOf(link), seen.metadata.icons, now, signal));
    await this.#metadata.keep(link, seen.metadata, icon, now);
    return verdict;
  }
}

/** Rows from before there were sites have none. */
const siteOf = ({ site, url }: DueLink): string => site || new URL(url).hostname.replace(/^www\./, '');
