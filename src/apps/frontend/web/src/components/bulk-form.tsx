import { marks } from '../bulk.ts';
import { type ListPlace, listAddress } from '../list-address.ts';
import type { Messages } from '../messages/index.ts';
import { Field } from './field.tsx';
import { Selection } from './selection.tsx';

type BulkProps = { readonly place: ListPlace & { readonly q: string }; readonly messages: Messages };

/**
 * What is done to all bookmarks that are selected: their boxes belong to this form, wherever they stand. It stays in sight while one is
 * selected, which the style sheet sees by itself.
 */
export const BulkForm = ({ place, messages }: BulkProps) => {
  const { bulk } = messages;
  return (
    <div className="bulk">
      <Selection texts={{ selected: bulk.selected, page: bulk.page }} />
      <details>
        <summary>{bulk.title}</summary>
        <form id="bulk" action="/actions/bulk" method="post">
          <input type="hidden" name="back" value={listAddress(place)} />
          <input type="hidden" name="q" value={place.q} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field name="addTags" label={bulk.addTags} hint={messages.edit.tagsHint} value="" />
            <Field name="removeTags" label={bulk.removeTags} hint={messages.edit.tagsHint} value="" />
            <Field name="addFolder" label={bulk.addFolder} placeholder="Work / Japan" value="" />
            <label className="block">
              <span className="mb-1 block text-sm font-medium">{bulk.mark}</span>
              <select name="mark" className="field" defaultValue="">
                <option value="">{bulk.marks.none}</option>
                {Object.keys(marks).map((mark) => (
                  <option key={mark} value={mark}>
                    {bulk.marks[mark as keyof typeof marks]}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <label className="check">
            <input type="checkbox" name="all" />
            {bulk.all}
          </label>
          <div className="flex flex-wrap items-start justify-between gap-3">
            <button type="submit" className="button-strong">
              {bulk.apply}
            </button>
            <details className="delete">
              <summary>{bulk.delete}</summary>
              <button type="submit" name="deed" value="delete">
                {bulk.deleteConfirm}
              </button>
            </details>
          </div>
        </form>
      </details>
    </div>
  );
};
