'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';

/** Shows the page as it is now, again and again while it is there: what the server renders takes the place of what changed, and focus stays. */
export const Again = ({ everyMs }: { readonly everyMs: number }) => {
  const router = useRouter();
  const [isPending, start] = useTransition();
  useEffect(() => {
    // the next one is asked for when the one before is there
    if (isPending) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') start(() => router.refresh());
    }, everyMs);
    return () => clearInterval(timer);
  }, [router, isPending, everyMs]);
  return undefined;
};
