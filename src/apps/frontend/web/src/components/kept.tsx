import { problemType, type SavedPage } from '@bookmark-manager/contract';
import type { Answer } from '../api/ask.ts';
import type { KeptPage } from '../api/pages.ts';
import { momentOf } from '../dates.ts';
import type { Messages } from '../messages/index.ts';
import { Notice } from './notice.tsx';

type KeptProps = {
  readonly id: string;
  readonly kept: Answer<KeptPage>;
  readonly here: string;
  readonly zone: string;
  readonly messages: Messages;
};

/** The text of a page as it was kept, and what can be done about it. */
export const Kept = ({ id, kept, here, zone, messages }: KeptProps) => {
  const { detail } = messages;
  const none = kept.kind === 'refused' && kept.problem.type === problemType('not-found');
  const saved = kept.kind === 'ok' && 'saved' in kept.value ? kept.value.saved : undefined;
  const request = kept.kind === 'ok' && 'request' in kept.value ? kept.value.request : undefined;
  return (
    <section aria-labelledby="kept" className="flex flex-col gap-4 border-t border-line pt-5">
      <h2 id="kept" className="text-lg font-semibold tracking-tight">
        {detail.savedTitle}
      </h2>
      {kept.kind !== 'ok' && !none && <Notice tone="problem">{detail.away}</Notice>}
      {request?.state === 'waiting' && <p role="status">{detail.waiting}</p>}
      {request?.state === 'failed' && <Notice tone="problem">{detail.failed}</Notice>}
      {none && <p className="text-quiet">{detail.saveHelp}</p>}
      {(kept.kind === 'ok' || none) && (
        <form action="/actions/page" method="post" className="flex flex-wrap gap-3">
          <input type="hidden" name="id" value={id} />
          {request?.state === 'waiting' ? (
            <a href={here} className="button-plain">
              {detail.look}
            </a>
          ) : (
            <button type="submit" name="deed" value="keep" className="button-plain">
              {saved ? detail.saveAgain : detail.save}
            </button>
          )}
          {saved && (
            <button type="submit" name="deed" value="forget" className="button-plain">
              {detail.forget}
            </button>
          )}
        </form>
      )}
      {saved && <Text page={saved} zone={zone} messages={messages} />}
    </section>
  );
};

const Text = ({
  page,
  zone,
  messages: { lang, detail },
}: Pick<KeptProps, 'zone' | 'messages'> & { readonly page: SavedPage }) => (
  <article lang={page.language ?? undefined} className="kept">
    <h3>{page.title}</h3>
    <p lang={lang} className="text-sm text-quiet">
      {[
        page.siteName,
        page.byline && `${detail.by} ${page.byline}`,
        `${detail.savedAt} ${momentOf(page.savedAt, lang, zone)}`,
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
    {page.blocks.map((block, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a page never change places
      <Block key={index} {...block} />
    ))}
  </article>
);

/** Each piece is plain text, whatever the page had in it. */
const Block = ({ kind, text }: SavedPage['blocks'][number]) => {
  switch (kind) {
    case 'heading':
      return <h4>{text}</h4>;
    case 'quote':
      return <blockquote>{text}</blockquote>;
    case 'code':
      return <pre>{text}</pre>;
    case 'item':
      return <p className="kept-item">{text}</p>;
    case 'paragraph':
      return <p>{text}</p>;
  }
};
