import type { Bookmark } from '@bookmark-manager/contract';
import { type FieldName, type Fields, fields, fieldsOf } from '../edit/fields.ts';
import type { Messages } from '../messages/index.ts';
import { one, outcomeOf, type Query } from '../query.ts';
import { BookmarkFields } from './bookmark-fields.tsx';
import { Field } from './field.tsx';

type EditFormProps = {
  readonly bookmark: Bookmark;
  /** The page on which it stands. */
  readonly back: string;
  readonly query: Query;
  readonly messages: Messages;
};

/**
 * Edits a bookmark where it stands. The form says which version it shows and what it showed, so that only what was changed in it is written.
 * After a conflict it holds what was typed, and says at each such field what is there now: saving again is then the reader's word.
 */
export const EditForm = ({ bookmark, back, query, messages }: EditFormProps) => {
  const { edit } = messages;
  const there = fieldsOf(bookmark);
  const mine = one(query, 'mine').split(',');
  const values = Object.fromEntries(
    fields.map((name) => [name, mine.includes(name) ? one(query, name) : there[name]]),
  ) as Fields;
  const problems = problemsOf(outcomeOf(query).problem, one(query, 'theirs').split(','), there, messages);
  return (
    <form action="/actions/edit" method="post" aria-label={edit.title} className="flex flex-col gap-4">
      <input type="hidden" name="id" value={bookmark.id} />
      <input type="hidden" name="version" value={bookmark.version} />
      <input type="hidden" name="back" value={back} />
      {fields.map((name) => (
        <input key={name} type="hidden" name={`was-${name}`} value={there[name]} />
      ))}
      <Field
        name="url"
        type="url"
        required
        label={edit.urlLabel}
        value={values.url}
        problem={problems.url}
        maxLength={8192}
      />
      <BookmarkFields
        values={values}
        problems={problems}
        boxes={['unread', 'archived', 'shared']}
        messages={messages}
      />
      <div className="flex flex-wrap gap-3">
        <button type="submit" className="button-strong">
          {edit.save}
        </button>
        <a href={`${back}#b-${bookmark.id}`} className="button-plain">
          {edit.cancel}
        </a>
      </div>
    </form>
  );
};

/** What is said at each field: `theirs` are those that were changed elsewhere too. */
const problemsOf = (
  problem: ReturnType<typeof outcomeOf>['problem'],
  theirs: readonly string[],
  there: Fields,
  { edit, problems }: Messages,
): Partial<Fields> => {
  if (problem === 'address-taken') return { url: problems['address-taken'] };
  if (problem !== 'conflict') return {};
  const label: Readonly<Record<FieldName, string>> = {
    ...{ url: edit.urlLabel, title: edit.titleLabel, description: edit.descriptionLabel, notes: edit.notesLabel },
    ...{ tags: edit.tagsLabel, folders: edit.foldersLabel },
    ...{ unread: edit.unread, archived: edit.archived, shared: edit.shared },
  };
  return Object.fromEntries(
    fields
      .filter((name) => theirs.includes(name))
      .map((name) => [name, `${edit.conflict(label[name])} ${there[name].trim() || edit.nothing}`]),
  );
};
