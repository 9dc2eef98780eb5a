'use client';

import { useEffect, useState } from 'react';

type Kept = { readonly address: string; readonly title: string };

/** How often the server is asked whether it is there again. */
const everyMs = 3_000;

type OfflinePagesProps = {
  readonly title: string;
  readonly none: string;
  /** What the list without a search is called. */
  readonly all: string;
};

/** The pages that this browser keeps, the one read last first: what can be read without a connection. */
export const OfflinePages = ({ title, none, all }: OfflinePagesProps) => {
  const [kept, setKept] = useState<readonly Kept[]>();
  useEffect(() => {
    keptPages(all).then(setKept, () => setKept([]));
    const timer = setInterval(() => void goOn(), everyMs);
    return () => clearInterval(timer);
  }, [all]);
  if (kept === undefined) return undefined;
  if (kept.length === 0) return <p>{none}</p>;
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
      <ul className="divide-y divide-line rounded-xl border border-line bg-card">
        {kept.map((page) => (
          <li key={page.address} className="px-4 py-3">
            <a href={page.address} className="rounded text-accent underline-offset-4 hover:underline">
              {page.title}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};

const keptPages = async (all: string): Promise<readonly Kept[]> => {
  const cache = await caches.open('pages');
  const found = await Promise.all(
    (await cache.keys()).map(async (request) => {
      const { pathname, search, searchParams } = new URL(request.url);
      const html = (await (await cache.match(request))?.text()) ?? '';
      const q = searchParams.get('q');
      const said = new DOMParser().parseFromString(html, 'text/html').title;
      const title = pathname === '/' ? (q ?? (search === '' ? all : `${all} ${search}`)) : said;
      return { address: pathname + search, title };
    }),
  );
  return found.reverse();
};

/**
 * Leaves when anything answers, be it that the service is asleep. That the device is in some network says less: our server may be what cannot
 * be reached.
 */
const goOn = async (): Promise<void> => {
  const isThere = await fetch('/health', { cache: 'no-store' }).then(
    () => true,
    () => false,
  );
  if (isThere) window.location.replace(wanted());
};

/** The page that somebody wanted when there was no connection: one of ours, whatever the address says. */
const wanted = (): string => {
  const from = new URLSearchParams(window.location.search).get('from') ?? '/';
  const url = new URL(from, window.location.origin);
  return url.origin === window.location.origin ? url.pathname + url.search : '/';
};
