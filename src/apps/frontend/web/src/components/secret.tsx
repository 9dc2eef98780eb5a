'use client';

import { useState } from 'react';

type SecretProps = {
  readonly label: string;
  readonly value: string;
  readonly copy: string;
  readonly copied: string;
};

/** Something to be taken elsewhere: selected when it is touched, copied by a button where the browser lets a script do it. */
export const Secret = ({ label, value, copy, copied }: SecretProps) => {
  const [isCopied, setCopied] = useState(false);
  const take = async () => {
    // there over HTTPS and on this machine only
    await navigator.clipboard?.writeText(value);
    setCopied(navigator.clipboard !== undefined);
  };
  return (
    <div className="flex flex-wrap items-end gap-2">
      <label className="flex min-w-0 flex-1 basis-64 flex-col gap-1">
        <span className="text-sm font-medium">{label}</span>
        <input
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className="field font-mono text-sm"
        />
      </label>
      <button type="button" onClick={() => void take().catch(() => undefined)} className="button-plain">
        {isCopied ? copied : copy}
      </button>
      <span role="status" className="sr-only">
        {isCopied ? copied : ''}
      </span>
    </div>
  );
};
