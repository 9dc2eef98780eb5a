import type { Robots } from '@bookmark-manager/fetching';
import { Injectable } from '@nestjs/common';
import { LazyDatabase } from '../database.ts';

const DAY_MS = 86_400_000;

/** Where a site's icon was fetched, and its name; null when there was none. */
export type SiteIcon = { readonly url: string; readonly name: string | null };

/** What is known of sites, whoever bookmarked them: how long they are left alone, and what their robots.txt says. */
@Injectable()
export class SiteStore {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  /** Leaves a site alone until then; a pause that is longer already stays. */
  async pause(site: string, until: Date): Promise<void> {
    const database = await this.#database.client();
    await database.$executeRaw`
      INSERT INTO sites (site, paused_until) VALUES (${site}, ${until})
      ON CONFLICT (site) DO UPDATE SET paused_until = greatest(sites.paused_until, excluded.paused_until)`;
  }

  /** What was read in the last day; undefined when nothing was. */
  async robots(site: string, now: Date): Promise<Robots | undefined> {
    const database = await this.#database.client();
    const row = await database.site.findUnique({ where: { site } });
    const isFresh = row?.robotsAt && now.getTime() - row.robotsAt.getTime() < DAY_MS;
    return row && isFresh ? row.robots : undefined;
  }

  async keepRobots(site: string, robots: Robots, now: Date): Promise<void> {
    const database = await this.#database.client();
    const read = { robots, robotsAt: now };
    await database.site.upsert({ where: { site }, create: { site, ...read }, update: read });
  }

  /** What was fetched in the last month; undefined when nothing was. */
  async icon(site: string, now: Date): Promise<SiteIcon | undefined> {
    const database = await this.#database.client();
    const row = await database.site.findUnique({ where: { site } });
    if (!row?.iconAt || row.iconUrl === null || now.getTime() - row.iconAt.getTime() > 30 * DAY_MS) return undefined;
    return { url: row.iconUrl, name: row.icon };
  }

  async keepIcon(site: string, { url: iconUrl, name: icon }: SiteIcon, now: Date): Promise<void> {
    const database = await this.#database.client();
    const fetched = { iconUrl, icon, iconAt: now };
    await database.site.upsert({ where: { site }, create: { site, ...fetched }, update: fetched });
  }
}
