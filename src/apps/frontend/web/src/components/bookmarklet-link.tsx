'use client';

import { useEffect, useRef } from 'react';

/**
 * A link to be dragged to the bookmarks bar, there when a script can make it one: React writes no address that is a script, and the policy of
 * our pages runs none. Pressed here it does nothing.
 */
export const BookmarkletLink = ({ code, text }: { readonly code: string; readonly text: string }) => {
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const link = document.createElement('a');
    link.setAttribute('href', code);
    link.className = 'button-strong cursor-grab';
    link.textContent = text;
    link.addEventListener('click', (event) => event.preventDefault());
    place.current?.replaceChildren(link);
  }, [code, text]);
  return <p ref={place} className="min-h-11" />;
};
