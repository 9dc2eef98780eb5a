import { type ListPlace, listAddress, type Sort } from '../list-address.ts';
import type { Messages } from '../messages/index.ts';
import { pageWith } from '../query.ts';

type HeadProps = { readonly place: ListPlace & { readonly q: string }; readonly messages: Messages };

const sorts: readonly Sort[] = ['relevance', 'newest'];

/** What was searched for, and in which order it is. */
export const ListHead = ({ place, hasItems, messages }: HeadProps & { readonly hasItems: boolean }) => {
  const { list, search, searches } = messages;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <h2 className="font-medium">{list.foundFor(place.q)}</h2>
      <div className="flex flex-wrap items-center gap-x-4 text-sm">
        {hasItems && (
          <nav aria-label={search.sort} className="flex gap-1">
            {sorts.map((sort) => (
              <a
                key={sort}
                href={listAddress({ q: place.q, sort })}
                aria-current={place.sort === sort ? 'true' : undefined}
                className="quiet-link"
              >
                {search[sort]}
              </a>
            ))}
          </nav>
        )}
        <a href={pageWith('/searches', { q: place.q })} className="quiet-link">
          {searches.keep}
        </a>
        <a href="/" className="quiet-link">
          {list.clear}
        </a>
      </div>
    </div>
  );
};

/** What to do when there is nothing to show. */
export const Nothing = ({ place, messages }: { readonly place: ListPlace; readonly messages: Messages }) => {
  const { list, imports } = messages;
  const isFirst = !place.q && !place.cursor;
  const [title, help] = place.q
    ? [list.nothingFound(place.q), list.nothingFoundHelp]
    : place.cursor
      ? [list.endOfList, '']
      : [list.emptyTitle, list.emptyHelp];
  return (
    <div className="rounded-xl border border-dashed border-edge px-6 py-12 text-center">
      <p className="text-lg font-medium">{title}</p>
      {help && <p className="text-quiet">{help}</p>}
      {isFirst && (
        <p className="flex flex-wrap justify-center gap-3 pt-5">
          <a href="/add" className="button-strong">
            {list.emptyAdd}
          </a>
          <a href="/import" className="button-plain">
            {imports.title}
          </a>
        </p>
      )}
    </div>
  );
};
