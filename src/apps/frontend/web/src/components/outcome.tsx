import type { Messages } from '../messages/index.ts';
import { one, outcomeOf, type Query } from '../query.ts';
import { Notice } from './notice.tsx';

type OutcomeProps = {
  readonly messages: Messages;
  readonly query: Query;
  /** The page on which this stands, where a change can be undone. */
  readonly back?: string;
};

/** Says how the form went that led to this page, and takes back what it did; what is wrong with one field stands at that field. */
export const Outcome = ({ messages, query, back }: OutcomeProps) => {
  const { notice, problem } = outcomeOf(query);
  const [change, count] = [one(query, 'change'), Number(one(query, 'n'))];
  return (
    <>
      {notice && (
        <Notice tone="good" isAnswer>
          {messages.notices[notice]}
          {Number.isSafeInteger(count) && count > 0 && ` ${messages.bulk.count(count)}`}
          {back !== undefined && /^[\da-f-]{36}$/.test(change) && (
            <form action="/actions/undo" method="post" className="inline">
              <input type="hidden" name="change" value={change} />
              <input type="hidden" name="back" value={back} />
              <button type="submit" data-key="undo" className="undo">
                {messages.bulk.undo}
              </button>
            </form>
          )}
        </Notice>
      )}
      {problem && problem !== 'invalid-url' && (
        <Notice tone="problem" isAnswer>
          {messages.problems[problem]}
        </Notice>
      )}
    </>
  );
};
