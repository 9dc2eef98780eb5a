import type { Bookmark } from '@bookmark-manager/contract';
import type { Messages } from '../messages/index.ts';
import { When } from './when.tsx';

type GroupProps = {
  readonly normalUrl: string;
  readonly bookmarks: readonly Bookmark[];
  readonly messages: Messages;
};

/** Bookmarks whose addresses mean the same, and the choice of the one that stays. */
export const DuplicateGroup = ({ normalUrl, bookmarks, messages }: GroupProps) => {
  const { duplicates } = messages;
  return (
    <form
      action="/actions/duplicates/merge"
      method="post"
      className="flex flex-col gap-3 rounded-xl border border-line bg-card p-4 sm:p-6"
    >
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 font-medium">{normalUrl}</legend>
        {bookmarks.map((bookmark, index) => (
          <Candidate key={bookmark.id} bookmark={bookmark} isFirst={index === 0} messages={messages} />
        ))}
      </fieldset>
      <div>
        <button type="submit" className="button-strong">
          {duplicates.merge}
        </button>
      </div>
    </form>
  );
};

type CandidateProps = { readonly bookmark: Bookmark; readonly isFirst: boolean; readonly messages: Messages };

const Candidate = ({ bookmark: { id, title, url, tags, folders, addedAt }, isFirst, messages }: CandidateProps) => (
  <label className="flex cursor-pointer items-start gap-3 rounded-lg border border-line px-3 py-2 has-checked:border-accent has-checked:bg-soft">
    <input type="hidden" name="ids" value={id} />
    <input type="radio" name="keep" value={id} defaultChecked={isFirst} className="mt-1.5 accent-accent" />
    <span className="min-w-0">
      <span className="block font-medium">{title || url}</span>
      <span className="block text-sm text-quiet">{url}</span>
      <span className="block text-sm text-quiet">
        <When instant={addedAt} messages={messages} />
        {folders.map((path) => ` · ${path.join(' › ')}`)}
        {tags.map((tag) => ` · #${tag}`)}
      </span>
    </span>
  </label>
);
