import type { SavedSearch } from '@bookmark-manager/contract';
import type { Messages } from '../messages/index.ts';
import { pageWith } from '../query.ts';
import { Row, Rows } from './card.tsx';
import { Confirm, Hidden } from './confirm.tsx';
import { Field } from './field.tsx';
import { When } from './when.tsx';

type SavedProps = { readonly searches: readonly SavedSearch[]; readonly messages: Messages };

/** Saved searches, each with its feed and what can be done about it. */
export const SavedSearches = ({ searches, messages }: SavedProps) => (
  <div className="rounded-xl border border-line bg-card px-4 py-1 sm:px-6">
    <Rows label={messages.searches.title}>
      {searches.map((search) => (
        <Row
          key={search.id}
          title={
            <a href={pageWith('/', { q: search.q })} className="rounded text-accent underline-offset-4 hover:underline">
              {search.name}
            </a>
          }
          details={<Details search={search} messages={messages} />}
        >
          <Edit search={search} messages={messages} />
          <Feed search={search} messages={messages} />
          <Confirm
            action="/actions/searches/remove"
            fields={{ id: search.id }}
            text={messages.common.delete}
            label={messages.list.deleteLabel(search.name)}
            confirm={messages.list.deleteConfirm}
          />
        </Row>
      ))}
    </Rows>
  </div>
);

type OneProps = { readonly search: SavedSearch; readonly messages: Messages };

const Details = ({ search: { q, feedSince }, messages }: OneProps) => (
  <>
    <code>{q || messages.searches.everything}</code>
    {feedSince !== null && (
      <>
        {' '}
        · {messages.searches.feedSince} <When instant={feedSince} messages={messages} />
      </>
    )}
  </>
);

const Edit = ({ search: { id, name, q }, messages: { searches, settings } }: OneProps) => (
  <details className="text-sm open:rounded-lg open:border open:border-line open:p-3">
    <summary
      aria-label={`${searches.edit}: ${name}`}
      className="min-h-11 cursor-pointer list-none content-center rounded px-2 text-quiet hover:text-text [&::-webkit-details-marker]:hidden"
    >
      {searches.edit}
    </summary>
    <form action="/actions/searches/change" method="post" className="flex flex-col items-start gap-3 pt-1">
      <Hidden fields={{ id }} />
      <Field name="name" id={`name-${id}`} required maxLength={100} label={searches.nameLabel} value={name} />
      <Field name="q" id={`q-${id}`} maxLength={1000} label={searches.queryLabel} value={q} />
      <button type="submit" className="button-plain">
        {settings.save}
      </button>
    </form>
  </details>
);

const Feed = ({ search: { id, name, feedSince }, messages: { searches } }: OneProps) => (
  <details className="text-sm open:rounded-lg open:border open:border-line open:p-3">
    <summary
      aria-label={`${searches.feed}: ${name}`}
      className="min-h-11 cursor-pointer list-none content-center rounded px-2 text-quiet hover:text-text [&::-webkit-details-marker]:hidden"
    >
      {searches.feed}
    </summary>
    <div className="flex max-w-72 flex-col items-start gap-3 pt-1">
      <p className="text-quiet">{feedSince === null ? searches.feedHelp : searches.feedAgain}</p>
      <form action="/actions/searches/feed" method="post">
        <Hidden fields={{ id, name }} />
        <button type="submit" className="button-plain">
          {feedSince === null ? searches.makeFeed : searches.newFeed}
        </button>
      </form>
      {feedSince !== null && (
        <form action="/actions/searches/unfeed" method="post">
          <Hidden fields={{ id }} />
          <button
            type="submit"
            className="min-h-11 cursor-pointer rounded-lg border border-danger px-3 text-danger hover:bg-danger-soft"
          >
            {searches.endFeed}
          </button>
        </form>
      )}
    </div>
  </details>
);
