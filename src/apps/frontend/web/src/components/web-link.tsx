import { readUrl } from '@bookmark-manager/contract';
import type { ReactNode } from 'react';

/** A link to where a bookmark leads. What is no web address is shown and not linked, wherever it came from. */
export const WebLink = ({ url, children }: { readonly url: string; readonly children: ReactNode }) =>
  'refused' in readUrl(url) ? (
    children
  ) : (
    <a href={url} rel="noreferrer" className="rounded text-accent underline-offset-4 hover:underline">
      {children}
    </a>
  );
