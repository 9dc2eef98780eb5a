'use client';

import { listAddress, type Sort } from '../list-address.ts';

/** A search, or another page. */
export type Way = { readonly text: string; readonly count?: number; readonly depth?: number } & (
  | { readonly q: string; readonly sort?: Sort }
  | { readonly href: string }
);

export type WaysPart = { readonly title?: string; readonly ways: readonly Way[] };

/** The rows of the side bar. It needs no script; as data they are sent once, and there are many of them on every page. */
export const Ways = ({ parts, now }: { readonly parts: readonly WaysPart[]; readonly now: string | undefined }) =>
  parts.map(({ title, ways }) =>
    ways.length === 0 ? undefined : (
      <div key={title ?? ''}>
        {title && <h2>{title}</h2>}
        <ul aria-label={title}>
          {ways.map((way, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: nothing is added here, and two searches may be the same
            <li key={index}>
              <a
                href={'href' in way ? way.href : listAddress(way)}
                aria-current={'q' in way && way.q === now ? 'page' : undefined}
                data-count={way.count}
                data-depth={way.depth}
              >
                <span>{way.text}</span>
              </a>
            </li>
          ))}
        </ul>
      </div>
    ),
  );
