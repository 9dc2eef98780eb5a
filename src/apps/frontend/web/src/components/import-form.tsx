'use client';

import { maxImportBytes } from '@bookmark-manager/contract/limits';
import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Messages, ProblemKey } from '../messages/index.ts';
import { Notice } from './notice.tsx';

/** The strings of the messages that this form says. */
export type ImportTexts = Pick<Messages['imports'], 'fileLabel' | 'submit' | 'importing'> & Pick<Messages, 'problems'>;

type Condition =
  | { readonly is: 'idle' }
  | { readonly is: 'sending' }
  | { readonly is: 'failed'; readonly problem: ProblemKey };

/** Sends a bookmarks file by an ordinary form post; its script says at once what is wrong with the file, and that it is being sent. */
export const ImportForm = ({ texts }: { readonly texts: ImportTexts }) => {
  const [condition, setCondition] = useState<Condition>({ is: 'idle' });
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setCondition({ is: 'sending' });
    const problem = await send(form);
    if (problem) setCondition({ is: 'failed', problem });
  };
  return (
    <>
      <form
        action="/actions/import"
        method="post"
        encType="multipart/form-data"
        onSubmit={submit}
        className="flex flex-col gap-4"
      >
        <label className="flex flex-col gap-2">
          <span className="text-sm font-medium">{texts.fileLabel}</span>
          <input
            type="file"
            name="file"
            accept=".html,.htm,.json,.csv,.xml,text/html,application/json,text/csv"
            required
            className="rounded-xl border border-dashed border-edge bg-card p-4 file:mr-4 file:min-h-11 file:cursor-pointer file:rounded-lg file:border-0 file:bg-soft file:px-4 file:font-medium file:text-text"
          />
        </label>
        <div>
          <Button type="submit" isPending={condition.is === 'sending'} className="button-strong">
            {condition.is === 'sending' ? texts.importing : texts.submit}
          </Button>
        </div>
      </form>
      {condition.is === 'failed' && <Notice tone="problem">{texts.problems[condition.problem]}</Notice>}
    </>
  );
};

/** Leads to the page of the import. @returns what is wrong otherwise */
const send = async (form: FormData): Promise<ProblemKey | undefined> => {
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0) return 'no-file';
  if (file.size > maxImportBytes) return 'too-large';
  try {
    const response = await fetch('/actions/import', {
      method: 'POST',
      body: form,
      headers: { accept: 'application/json' },
    });
    const answer: { page?: string; problem?: ProblemKey } = await response.json();
    if (!answer.page) return answer.problem ?? 'away';
    window.location.assign(answer.page);
    return undefined;
  } catch {
    return 'away';
  }
};
