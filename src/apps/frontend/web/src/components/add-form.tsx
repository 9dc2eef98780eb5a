import type { Messages } from '../messages/index.ts';
import { one, outcomeOf, type Query } from '../query.ts';
import { Field } from './field.tsx';

/** Adds a bookmark by a form post. Closed until it is wanted; open again, with what was typed, when something was wrong with it. */
export const AddForm = ({ messages, query }: { readonly messages: Messages; readonly query: Query }) => {
  const url = one(query, 'url');
  const urlProblem = outcomeOf(query).problem === 'invalid-url' ? messages.problems['invalid-url'] : undefined;
  return (
    <details open={url !== '' || urlProblem !== undefined} className="rounded-xl border border-line bg-card px-4 py-3">
      <summary className="cursor-pointer rounded font-medium">{messages.list.add}</summary>
      <form action="/actions/add" method="post" className="flex flex-col gap-4 pt-4">
        <Field
          name="url"
          type="url"
          required
          label={messages.list.urlLabel}
          value={url}
          problem={urlProblem}
          placeholder="https://"
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            name="title"
            label={messages.list.titleLabel}
            value={one(query, 'title')}
            hint={messages.common.optional}
          />
          <Field name="tags" label={messages.list.tagsLabel} value={one(query, 'tags')} hint={messages.list.tagsHint} />
        </div>
        <div>
          <button type="submit" className="button-strong">
            {messages.list.addSubmit}
          </button>
        </div>
      </form>
    </details>
  );
};
