'use client';

import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Field, type FieldTexts } from './field.tsx';

export type AddTexts = {
  readonly addSubmit: string;
  readonly url: FieldTexts;
  readonly title: FieldTexts;
  readonly tags: FieldTexts;
};

export type Typed = { readonly url: string; readonly title: string; readonly tags: string };

/** Adds a bookmark by an ordinary form post; with its script it also keeps a second click from sending it twice. */
export const AddForm = ({
  typed,
  texts,
  urlProblem,
}: {
  readonly typed: Typed;
  readonly texts: AddTexts;
  readonly urlProblem: string | undefined;
}) => {
  const [sent, setSent] = useState(false);
  return (
    <form action="/actions/add" method="post" onSubmit={() => setSent(true)} className="flex flex-col gap-4 pt-4">
      <Field
        name="url"
        inputMode="url"
        isRequired
        texts={texts.url}
        value={typed.url}
        problem={urlProblem}
        placeholder="https://"
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="title" texts={texts.title} value={typed.title} />
        <Field name="tags" texts={texts.tags} value={typed.tags} />
      </div>
      <div>
        <Button type="submit" isPending={sent} className="button-strong">
          {texts.addSubmit}
        </Button>
      </div>
    </form>
  );
};
