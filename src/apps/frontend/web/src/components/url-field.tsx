'use client';

import { type FocusEvent, useRef, useState } from 'react';
import type { Look } from '../api/look.ts';
import type { Messages } from '../messages/index.ts';
import { Field } from './field.tsx';

type UrlFieldProps = {
  readonly value: string;
  readonly problem?: string | undefined;
  /** What the server found out about the address already. */
  readonly found?: Look | undefined;
  readonly lang: string;
  readonly texts: Pick<
    Messages['edit'],
    'urlLabel' | 'look' | 'looking' | 'lookedUp' | 'notFound' | 'known' | 'knownEdit' | 'knownHelp'
  >;
};

/**
 * The address of a new bookmark. Says whether it is there already, and fills in what its page says of itself: by its script once it is typed,
 * without one by a button that asks for this page again.
 */
export const UrlField = ({ value, problem, found, lang, texts }: UrlFieldProps) => {
  const asked = useRef(value);
  const [look, setLook] = useState<Look | undefined | 'looking'>(found);
  const ask = async ({ currentTarget: { form, value: typed } }: FocusEvent<HTMLInputElement>) => {
    const url = typed.trim();
    if (!form || url === asked.current || !/^https?:\/\/./i.test(url)) return;
    asked.current = url;
    setLook('looking');
    const answer = await lookUp(url);
    if (asked.current !== url) return;
    setLook(answer);
    for (const name of ['title', 'description'] as const) {
      const input = inputOf(form, name);
      if (input.value === '') input.value = answer?.preview?.[name] ?? '';
    }
  };
  return (
    <div className="flex flex-col gap-2">
      <Field
        name="url"
        type="url"
        required
        label={texts.urlLabel}
        value={value}
        problem={problem}
        placeholder="https://"
        onBlur={ask}
        maxLength={8192}
      />
      <noscript>
        <button
          type="submit"
          formAction="/add"
          formMethod="get"
          formNoValidate
          name="look"
          value="1"
          className="button-plain"
        >
          {texts.look}
        </button>
      </noscript>
      <div role="status" className="text-sm">
        {look === 'looking' ? texts.looking : look && <Found look={look} lang={lang} texts={texts} />}
      </div>
    </div>
  );
};

const Found = ({
  look: { known, preview },
  lang,
  texts,
}: Pick<UrlFieldProps, 'lang' | 'texts'> & { readonly look: Look }) =>
  known ? (
    <div className="rounded-lg bg-soft px-4 py-3">
      <p>
        {texts.known} {new Intl.DateTimeFormat(lang, { dateStyle: 'medium' }).format(new Date(known.addedAt))}
      </p>
      <p className="font-medium">{known.title || known.url}</p>
      <p>
        <a href={`/bookmarks/${known.id}?edit=${known.id}`} className="text-accent underline">
          {texts.knownEdit}
        </a>
      </p>
      <p className="text-quiet">{texts.knownHelp}</p>
    </div>
  ) : (
    <p className="text-quiet">{preview ? texts.lookedUp : texts.notFound}</p>
  );

const inputOf = (form: HTMLFormElement, name: string): HTMLInputElement =>
  form.elements.namedItem(name) as HTMLInputElement;

const lookUp = async (url: string): Promise<Look | undefined> => {
  try {
    const answer = await fetch(`/actions/look?${new URLSearchParams({ url })}`);
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
};
