'use client';

import { maxImportBytes } from '@bookmark-manager/contract/limits';
import { type DragEvent, type FormEvent, useRef, useState } from 'react';
import type { Messages, ProblemKey } from '../messages/index.ts';
import { sendFile } from '../send-file.ts';
import { Notice } from './notice.tsx';

/** The strings of the messages that this form says. */
export type ImportTexts = Pick<Messages['imports'], 'fileLabel' | 'drop' | 'submit' | 'sending' | 'chosen'> & {
  readonly problems: Messages['problems'];
};

type ImportFormProps = {
  readonly texts: ImportTexts;
  /** Files of more bytes go to the bucket itself. */
  readonly directAbove: number;
};

type Condition =
  | { readonly is: 'idle' }
  | { readonly is: 'sending'; readonly percent: number }
  | { readonly is: 'failed'; readonly problem: ProblemKey };

/**
 * Sends a bookmarks file by an ordinary form post. Its script takes a file that is dropped on it, says at once what is wrong with it, and
 * shows how much of it is sent.
 */
export const ImportForm = ({ texts, directAbove }: ImportFormProps) => {
  const input = useRef<HTMLInputElement>(null);
  const [condition, setCondition] = useState<Condition>({ is: 'idle' });
  const [isOver, setOver] = useState(false);
  const [name, setName] = useState('');

  const isSending = condition.is === 'sending';
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isSending) return;
    const file = input.current?.files?.[0];
    const problem =
      problemOf(file) ??
      (file && (await sendFile(file, directAbove, (percent) => setCondition({ is: 'sending', percent }))));
    if (problem) setCondition({ is: 'failed', problem });
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!input.current || event.dataTransfer.files.length === 0) return;
    input.current.files = event.dataTransfer.files;
    setName(event.dataTransfer.files[0]?.name ?? '');
  };

  return (
    <>
      <form
        action="/actions/import"
        method="post"
        encType="multipart/form-data"
        onSubmit={submit}
        onDragOver={over}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className="flex flex-col gap-4"
      >
        <label
          className={`flex cursor-pointer flex-col items-center gap-3 rounded-xl border-2 border-dashed px-4 py-10 text-center focus-within:border-accent ${isOver ? 'border-accent bg-soft' : 'border-edge bg-card'}`}
        >
          <span className="font-medium">{texts.fileLabel}</span>
          <input
            ref={input}
            type="file"
            name="file"
            accept=".html,.htm,.json,.csv,.xml,text/html,application/json,text/csv"
            required
            onChange={(event) => setName(event.currentTarget.files?.[0]?.name ?? '')}
            className="max-w-full file:mr-4 file:min-h-11 file:cursor-pointer file:rounded-lg file:border-0 file:bg-soft file:px-4 file:font-medium file:text-text"
          />
          <span className="text-sm text-quiet">{texts.drop}</span>
        </label>
        <p role="status" className="sr-only">
          {name && `${texts.chosen} ${name}`}
        </p>
        <div className="flex flex-wrap items-center gap-4">
          {/* not disabled while it sends: the focus would be lost */}
          <button type="submit" aria-disabled={isSending} className="button-strong aria-disabled:opacity-60">
            {isSending ? texts.sending : texts.submit}
          </button>
          {condition.is === 'sending' && (
            <progress
              max={100}
              value={condition.percent}
              aria-label={texts.sending}
              className="min-w-40 flex-1 accent-accent"
            />
          )}
        </div>
      </form>
      {condition.is === 'failed' && <Notice tone="problem">{texts.problems[condition.problem]}</Notice>}
    </>
  );
};

const problemOf = (file: File | undefined): ProblemKey | undefined => {
  if (file === undefined || file.size === 0) return 'no-file';
  return file.size > maxImportBytes ? 'too-large' : undefined;
};
