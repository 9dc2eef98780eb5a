'use client';

import { useEffect, useRef, useState } from 'react';
import { focusOn, perform } from '../keys/perform.ts';
import { deedOf, shortcuts } from '../keys/shortcuts.ts';
import type { Messages } from '../messages/index.ts';

/** Keyboard shortcuts and their sheet; without texts, the page has none. It also tells the server the reader's time zone, for its dates. */
export const Keys = ({ texts }: { readonly texts?: Messages['keys'] }) => {
  const sheet = useRef<HTMLDialogElement>(null);
  const on = useRef(true);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    keepZone();
    const { hash } = window.location;
    if (hash.startsWith('#b-')) focusOn(document.getElementById(hash.slice(1)));
    on.current = localStorage.getItem(offKey) === null;
    setReady(true);
  }, []);
  const isThere = texts !== undefined;
  useEffect(() => {
    if (!isThere) return;
    const press = (event: KeyboardEvent) => {
      const deed = sheet.current?.open ? undefined : deedOf(event, { typing: isTyping(), on: on.current });
      if (deed === undefined) return;
      if (deed === 'sheet') sheet.current?.showModal();
      else if (!perform(deed)) return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [isThere]);
  if (!texts || !ready) return null;
  return (
    <>
      <button type="button" className="keys-button" onClick={() => sheet.current?.showModal()}>
        {texts.title} <kbd aria-hidden>?</kbd>
      </button>
      <dialog ref={sheet} aria-labelledby="keys-title" className="sheet">
        <h2 id="keys-title">{texts.title}</h2>
        <p>{texts.help}</p>
        <dl>
          {shortcuts.map(({ key, deed }) => (
            <div key={key}>
              <dt>{texts.does[deed]}</dt>
              <dd>
                <kbd>{key}</kbd>
              </dd>
            </div>
          ))}
        </dl>
        <label>
          <input
            type="checkbox"
            defaultChecked={on.current}
            onChange={({ target }) => {
              on.current = target.checked;
              if (target.checked) localStorage.removeItem(offKey);
              else localStorage.setItem(offKey, '1');
            }}
          />
          {texts.on}
        </label>
        <form method="dialog">
          <button type="submit" className="button-plain w-full">
            {texts.close}
          </button>
        </form>
      </dialog>
    </>
  );
};

/** Where the browser remembers that single keys are off. */
const offKey = 'keys-off';

/** Whether what has the focus takes letters. */
const isTyping = (): boolean =>
  document.activeElement?.matches(
    'textarea, select, [contenteditable], input:not([type="checkbox"], [type="radio"], [type="submit"], [type="button"])',
  ) ?? false;

const keepZone = (): void => {
  const cookie = `zone=${encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone)}`;
  if (document.cookie.split('; ').includes(cookie)) return;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = `${cookie}; path=/; max-age=31536000; samesite=lax`;
};
