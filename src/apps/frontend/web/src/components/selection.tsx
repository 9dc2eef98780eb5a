'use client';

import { useEffect, useState } from 'react';
import type { Messages } from '../messages/index.ts';

/** How many bookmarks are selected, and a box for all of this page. */
export const Selection = ({ texts }: { readonly texts: Pick<Messages['bulk'], 'selected' | 'page'> }) => {
  const [count, setCount] = useState<number>();
  useEffect(() => {
    const see = () => setCount(boxes().filter(({ checked }) => checked).length);
    see();
    document.addEventListener('change', see);
    return () => document.removeEventListener('change', see);
  }, []);
  if (count === undefined) return null;
  return (
    <p className="selection">
      <span role="status" className="tabular-nums">
        {count > 0 && `${count} ${texts.selected}`}
      </span>
      <label className="check">
        <input
          type="checkbox"
          checked={count > 0 && count === boxes().length}
          onChange={({ target }) => {
            for (const box of boxes()) box.checked = target.checked;
            setCount(target.checked ? boxes().length : 0);
          }}
        />
        {texts.page}
      </label>
    </p>
  );
};

const boxes = (): HTMLInputElement[] => [
  ...document.querySelectorAll<HTMLInputElement>('input[form="bulk"][name="id"]'),
];
