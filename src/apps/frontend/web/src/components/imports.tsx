import type { Import } from '@bookmark-manager/contract';
import type { Messages } from '../messages/index.ts';
import { Row, Rows } from './card.tsx';
import { When } from './when.tsx';

/** Imports from before, each with the way to its report. */
export const Imports = ({
  imports,
  messages,
}: {
  readonly imports: readonly Import[];
  readonly messages: Messages;
}) => (
  <Rows label={messages.imports.before}>
    {imports.map(({ id, createdAt, state, links, added }) => (
      <Row
        key={id}
        title={<When instant={createdAt} messages={messages} />}
        details={
          state === 'done'
            ? messages.imports.counts(links.toLocaleString(messages.lang), added.toLocaleString(messages.lang))
            : messages.imports.states[state]
        }
      >
        <a href={`/import/${id}`} className="button-plain text-sm">
          {messages.imports.toReport}
        </a>
      </Row>
    ))}
  </Rows>
);
