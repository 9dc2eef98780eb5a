'use client';

import type { Suggestion } from '@bookmark-manager/contract';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Messages } from '../messages/index.ts';

type SearchBoxProps = { readonly query: string; readonly texts: Messages['search'] };

/** The search box: a plain form, which the browser runs by itself. Its script offers ways to go on with what is typed. */
export const SearchBox = ({ query, texts }: SearchBoxProps) => {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string>();
  const [found, setFound] = useState<readonly Suggestion[]>([]);
  const [at, setAt] = useState(-1);

  useEffect(() => {
    if (typed === undefined || typed === '') return setFound([]);
    const stop = new AbortController();
    const wait = setTimeout(() => void suggestionsFor(typed, stop.signal).then(setFound), 120);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [typed]);

  const close = () => {
    setFound([]);
    setAt(-1);
    setTyped(undefined);
  };
  const choose = ({ from, text }: Suggestion) => {
    const box = input.current;
    if (!box) return;
    box.value = `${box.value.slice(0, from)}${text}${text.endsWith(':') ? '' : ' '}`;
    setAt(-1);
    setTyped(box.value);
    box.focus();
  };
  const press = (event: KeyboardEvent) => {
    const chosen = found[at];
    if (event.nativeEvent.isComposing || found.length === 0) return;
    if (event.key === 'ArrowDown') setAt((at + 1) % found.length);
    else if (event.key === 'ArrowUp') setAt((at <= 0 ? found.length : at) - 1);
    else if (event.key === 'Enter' && chosen) choose(chosen);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  };
  return (
    <search className="search">
      <form action="/">
        <input
          ref={input}
          type="search"
          name="q"
          defaultValue={query}
          maxLength={1000}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-label={texts.label}
          aria-autocomplete="list"
          aria-controls="suggestions"
          aria-activedescendant={at >= 0 ? `suggestion-${at}` : undefined}
          placeholder={texts.placeholder}
          enterKeyHint="search"
          className="field"
          onInput={({ currentTarget }) => {
            setAt(-1);
            setTyped(currentTarget.value);
          }}
          onKeyDown={press}
          onBlur={close}
        />
        <button type="submit" className="button-plain">
          {texts.submit}
        </button>
      </form>
      <div id="suggestions" role="listbox" aria-label={texts.suggestions} hidden={found.length === 0}>
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box has the focus and the keys
          <div
            key={one.text}
            id={`suggestion-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            // the box would lose the focus, and the list would close, before the click is one
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(one)}
          >
            <span>{one.text}</span>
            <span>{one.count ?? texts.operators[one.text as keyof typeof texts.operators]}</span>
          </div>
        ))}
      </div>
      <p role="status" className="sr-only">
        {found.length > 0 ? `${texts.suggestions}: ${found.length}` : ''}
      </p>
    </search>
  );
};

/** None when they cannot be had: a search can be typed without. */
const suggestionsFor = async (q: string, signal: AbortSignal): Promise<readonly Suggestion[]> => {
  try {
    const answer = await fetch(`/actions/suggest?${new URLSearchParams({ q })}`, { signal });
    return answer.ok ? await answer.json() : [];
  } catch {
    return [];
  }
};
