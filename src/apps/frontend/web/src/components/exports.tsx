import type { Export } from '@bookmark-manager/contract';
import { exportFilePath } from '../api/files.ts';
import type { Messages } from '../messages/index.ts';
import { Row, Rows } from './card.tsx';
import { When } from './when.tsx';

/** Exports, each with its file while that is there. */
export const Exports = ({
  exports,
  messages,
}: {
  readonly exports: readonly Export[];
  readonly messages: Messages;
}) => (
  <Rows label={messages.exports.before}>
    {exports.map((one) => (
      <Row
        key={one.id}
        title={
          <>
            {one.format.toUpperCase()} · <When instant={one.createdAt} messages={messages} />
          </>
        }
        details={<span role={one.finishedAt === null ? 'status' : undefined}>{stateOf(one, messages)}</span>}
      >
        {one.state === 'done' && (
          <a href={exportFilePath(one.id)} download className="button-plain text-sm">
            {messages.exports.download}
            <span className="sr-only">
              {' '}
              {one.format.toUpperCase()} <When instant={one.createdAt} messages={messages} />
            </span>
          </a>
        )}
      </Row>
    ))}
  </Rows>
);

const stateOf = ({ state, bookmarks, bytes, expiresAt }: Export, messages: Messages) => {
  if (state !== 'done') return messages.exports.states[state];
  return (
    <>
      {messages.exports.counts(bookmarks.toLocaleString(messages.lang))} · {sizeOf(bytes, messages.lang)} ·{' '}
      {messages.exports.until} <When instant={expiresAt} messages={messages} />
    </>
  );
};

const sizeOf = (bytes: number, lang: string): string => {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(lang, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
};
