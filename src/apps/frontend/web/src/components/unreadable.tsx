import type { Problem } from '@bookmark-manager/contract';
import type { Messages } from '../messages/index.ts';
import { reasonOf } from '../search-reasons.ts';
import { Marked } from './marked.tsx';

type UnreadableProps = { readonly q: string; readonly errors: Problem['errors']; readonly messages: Messages };

/** Says why a search cannot be read, and shows where. */
export const Unreadable = ({ q, errors = [], messages: { lang, search } }: UnreadableProps) => (
  <div role="alert" className="flex flex-col gap-2 rounded-lg bg-danger-soft px-4 py-3">
    <p className="font-medium text-danger">{search.unreadable}</p>
    {errors.map(({ message, from = 0, to = 0 }) => {
      const reason = reasonOf(message);
      return (
        <div key={message}>
          <p className="font-mono whitespace-pre-wrap">
            <Marked text={q} hits={[[from, to]]} />
          </p>
          <p lang={reason ? lang : 'en'}>{reason ? search.reasons[reason] : `${message}.`}</p>
        </div>
      );
    })}
    <p className="text-sm">{search.unreadableHelp}</p>
  </div>
);
