import type { Messages } from '../messages/index.ts';

type DeleteProps = {
  readonly id: string;
  /** Where to go then. */
  readonly back: string;
  readonly messages: Messages;
};

/** Two steps, so that a slip deletes nothing; a disclosure needs no script for it. */
export const DeleteForm = ({ id, back, messages }: DeleteProps) => (
  <details className="delete" data-key="delete">
    <summary>{messages.common.delete}</summary>
    <form action="/actions/delete" method="post">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="back" value={back} />
      <button type="submit">{messages.list.deleteConfirm}</button>
    </form>
  </details>
);
