'use client';

import type { ImportReport } from '@bookmark-manager/contract';
import { maxImportBytes } from '@bookmark-manager/contract/limits';
import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Messages, ProblemKey } from '../messages/index.ts';
import { Notice } from './notice.tsx';
import { Report } from './report.tsx';

/** The strings of the messages that this form says. */
export type ImportTexts = Pick<
  Messages,
  'fileLabel' | 'importSubmit' | 'importing' | 'problems' | 'report' | 'because' | 'notices' | 'toList'
>;

type Condition =
  | { readonly is: 'idle' }
  | { readonly is: 'sending' }
  | { readonly is: 'done'; readonly report: ImportReport }
  | { readonly is: 'failed'; readonly problem: ProblemKey };

/** Sends a bookmarks file by an ordinary form post; with its script it stays on the page and shows the whole report. */
export const ImportForm = ({ texts }: { readonly texts: ImportTexts }) => {
  const [condition, setCondition] = useState<Condition>({ is: 'idle' });
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setCondition({ is: 'sending' });
    setCondition(await send(form));
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
            accept=".html,.htm,text/html"
            required
            className="rounded-xl border border-dashed border-edge bg-card p-4 file:mr-4 file:min-h-11 file:cursor-pointer file:rounded-lg file:border-0 file:bg-soft file:px-4 file:font-medium file:text-text"
          />
        </label>
        <div>
          <Button type="submit" isPending={condition.is === 'sending'} className="button-strong">
            {condition.is === 'sending' ? texts.importing : texts.importSubmit}
          </Button>
        </div>
      </form>
      {condition.is === 'failed' && <Notice tone="problem">{texts.problems[condition.problem]}</Notice>}
      {condition.is === 'done' && (
        <Report report={condition.report} left={condition.report.skippedLinks} texts={texts} />
      )}
    </>
  );
};

const send = async (form: FormData): Promise<Condition> => {
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0) return { is: 'failed', problem: 'no-file' };
  if (file.size > maxImportBytes) return { is: 'failed', problem: 'too-large' };
  try {
    const response = await fetch('/actions/import', {
      method: 'POST',
      body: form,
      headers: { accept: 'application/json' },
    });
    const answer: { report?: ImportReport; problem?: ProblemKey } = await response.json();
    return answer.report ? { is: 'done', report: answer.report } : { is: 'failed', problem: answer.problem ?? 'away' };
  } catch {
    return { is: 'failed', problem: 'away' };
  }
};
