import { maxDescriptionLength, maxTitleLength } from '@bookmark-manager/contract/limits';
import type { FieldName, Fields } from '../edit/fields.ts';
import type { Messages } from '../messages/index.ts';
import { Field } from './field.tsx';
import { TextArea } from './text-area.tsx';

type BookmarkFieldsProps = {
  readonly values: Fields;
  /** What is wrong with a field. */
  readonly problems?: Partial<Fields>;
  /** Which boxes there are. */
  readonly boxes: readonly Extract<FieldName, 'unread' | 'archived' | 'shared'>[];
  readonly messages: Messages;
};

/** What a bookmark has beside its address. */
export const BookmarkFields = ({ values, problems = {}, boxes, messages }: BookmarkFieldsProps) => {
  const { edit } = messages;
  return (
    <>
      <Field
        name="title"
        label={edit.titleLabel}
        value={values.title}
        maxLength={maxTitleLength}
        problem={problems.title}
      />
      <Field name="tags" label={edit.tagsLabel} value={values.tags} hint={edit.tagsHint} problem={problems.tags} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextArea
          name="description"
          label={edit.descriptionLabel}
          value={values.description}
          rows={3}
          maxLength={maxDescriptionLength}
          problem={problems.description}
        />
        <TextArea
          name="notes"
          label={edit.notesLabel}
          value={values.notes}
          rows={3}
          maxLength={maxDescriptionLength}
          hint={edit.notesHint}
          problem={problems.notes}
        />
      </div>
      <TextArea
        name="folders"
        label={edit.foldersLabel}
        value={values.folders}
        rows={Math.min(Math.max(values.folders.split('\n').length, 1), 5)}
        hint={edit.foldersHint}
        problem={problems.folders}
      />
      <div className="flex flex-wrap gap-x-5">
        {boxes.map((box) => (
          <label key={box} className="check">
            <input type="checkbox" name={box} defaultChecked={values[box] === 'on'} />
            {edit[box]}
          </label>
        ))}
      </div>
    </>
  );
};
