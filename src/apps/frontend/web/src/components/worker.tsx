'use client';

import { useEffect } from 'react';

/**
 * Starts the service worker where browsers have one: over HTTPS, or on this machine. `look` is what the offline page depends on; when it is
 * another one the worker gets that page anew.
 */
export const Worker = ({ look }: { readonly look: string }) => {
  useEffect(() => {
    if (window.isSecureContext && 'serviceWorker' in navigator) start(look).catch(() => undefined);
  }, [look]);
  return undefined;
};

const start = async (look: string): Promise<void> => {
  // whoever comes here is nobody, or somebody else than before
  if (window.location.pathname === '/sign-in') await caches.delete('pages');
  await navigator.serviceWorker.register('/sw.js');
  if (localStorage.getItem('look') === look) return;
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage('renew');
  localStorage.setItem('look', look);
};
