import { redirect } from 'next/navigation';
import { isNobody } from '../../src/api/ask.ts';
import { listFolders, listTags } from '../../src/api/side.ts';
import { Away } from '../../src/components/away.tsx';
import { Shell } from '../../src/components/shell.tsx';
import { listAddress } from '../../src/list-address.ts';
import { callerOfPage, messagesOfReader, signInPage } from '../../src/reader.ts';
import { folderSearch, tagSearch } from '../../src/search-text.ts';

/** Every folder and every tag, with how much is in it. */
export default async function BrowsePage() {
  const [messages, caller] = await Promise.all([messagesOfReader(), callerOfPage()]);
  if (caller.cookie === undefined) redirect(signInPage('/browse'));
  const [folders, tags] = await Promise.all([listFolders(caller), listTags(caller)]);
  if (isNobody(folders) || isNobody(tags)) redirect(signInPage('/browse'));
  const { shell, detail } = messages;
  return (
    <Shell messages={messages} title={detail.browseTitle}>
      <h1 className="title">{detail.browseTitle}</h1>
      {(folders.kind !== 'ok' || tags.kind !== 'ok') && (
        <Away requestId={caller['x-request-id']} again="/browse" messages={messages} />
      )}
      {folders.kind === 'ok' && (
        <section aria-label={shell.folders} className="browse">
          <h2>{shell.folders}</h2>
          {folders.value.length === 0 && <p className="text-quiet">{detail.noFolders}</p>}
          <ul>
            {folders.value.map(({ path, total }) => (
              <li key={path.join('/')}>
                <a
                  href={listAddress({ q: folderSearch(path) })}
                  data-count={total}
                  data-depth={Math.min(path.length, 5)}
                >
                  <span>{path.at(-1)}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {tags.kind === 'ok' && (
        <section aria-label={shell.tags} className="browse">
          <h2>{shell.tags}</h2>
          {tags.value.length === 0 && <p className="text-quiet">{detail.noTags}</p>}
          <ul className="browse-tags">
            {tags.value.map(({ id, name, count }) => (
              <li key={id}>
                <a href={listAddress({ q: tagSearch(name) })} data-count={count}>
                  <span>{name}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Shell>
  );
}
