import type { Messages } from '../messages/index.ts';
import { Notice } from './notice.tsx';

/** Says that the API cannot be reached, under which number the log has it, and what to do. */
export const Away = ({
  requestId,
  again,
  messages,
}: {
  readonly requestId: string;
  readonly again: string;
  readonly messages: Messages;
}) => (
  <Notice tone="problem">
    {/* the service worker keeps what it has rather than this */}
    <p data-away>{messages.problems.away}</p>
    <p className="text-sm">{messages.shell.requestId(requestId)}</p>
    <p className="pt-3">
      <a href={again} className="button-plain">
        {messages.shell.again}
      </a>
    </p>
  </Notice>
);
