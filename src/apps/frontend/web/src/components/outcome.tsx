import type { Messages } from '../messages/index.ts';
import { outcomeOf, type Query } from '../query.ts';
import { Notice } from './notice.tsx';

/** Says how the form went that led to this page; what is wrong with one field stands at that field. */
export const Outcome = ({ messages, query }: { readonly messages: Messages; readonly query: Query }) => {
  const { notice, problem } = outcomeOf(query);
  return (
    <>
      {notice && <Notice tone="good">{messages.notices[notice]}</Notice>}
      {problem && problem !== 'invalid-url' && <Notice tone="problem">{messages.problems[problem]}</Notice>}
    </>
  );
};
