import { marks } from '../bulk.ts';
import { type ListPlace, listAddress } from '../list-address.ts';
import type { Messages } from '../messages/index.ts';
import { Field } from './field.tsx';
import { Selection } from './selection.tsx';

type BulkProps = { readonly place: ListPlace & { readonly q: string }; readonly messages: Messages };

/**
 * What is done to all bookmarks that are selected: their boxes belong to this form, wherever they stand. It shows when one is selected, which
 * the style sheet sees by itself; without a selection it is behind its summary.
 */
export const BulkForm = ({ place, messages }: BulkProps) => {
  const { bulk } = messages;
  return (
    <details className="bulk">
      <summary>
        {bulk.title}
        <Selection texts={{ selected: bulk.selected, page: bulk.page }} />
      </summary>
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
  );
};
