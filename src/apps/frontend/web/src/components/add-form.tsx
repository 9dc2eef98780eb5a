import type { Look } from '../api/look.ts';
import { type Fields, fields } from '../edit/fields.ts';
import type { Messages } from '../messages/index.ts';
import { one, outcomeOf, type Query } from '../query.ts';
import { BookmarkFields } from './bookmark-fields.tsx';
import { UrlField } from './url-field.tsx';

type AddFormProps = {
  readonly query: Query;
  /** What was found out about the address in the query. */
  readonly look: Look;
  readonly messages: Messages;
};

/** Adds a bookmark. With what was typed, or came along in the address; an empty title and description are those of the page. */
export const AddForm = ({ query, look, messages }: AddFormProps) => {
  const { edit } = messages;
  const given = Object.fromEntries(fields.map((name) => [name, one(query, name)])) as Fields;
  const values = {
    ...given,
    title: given.title || (look.preview?.title ?? ''),
    description: given.description || (look.preview?.description ?? ''),
  };
  const problem = outcomeOf(query).problem === 'invalid-url' ? messages.problems['invalid-url'] : undefined;
  const { urlLabel, look: ask, looking, lookedUp, notFound, known, knownEdit, knownHelp } = edit;
  return (
    <form action="/actions/add" method="post" className="flex flex-col gap-4">
      <UrlField
        value={given.url}
        problem={problem}
        found={one(query, 'look') || look.known ? look : undefined}
        lang={messages.lang}
        texts={{ urlLabel, look: ask, looking, lookedUp, notFound, known, knownEdit, knownHelp }}
      />
      <p className="text-sm text-quiet">{edit.addHelp}</p>
      <BookmarkFields values={values} boxes={['unread', 'shared']} messages={messages} />
      <div className="flex flex-wrap gap-3">
        <button type="submit" className="button-strong">
          {edit.add}
        </button>
        <a href="/" className="button-plain">
          {edit.cancel}
        </a>
      </div>
    </form>
  );
};
