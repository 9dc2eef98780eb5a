import { Again } from './again.tsx';

/** Keeps a page up to date that shows work in progress: by a script, and without one by asking for all of it again. */
export const Live = () => (
  <>
    <Again everyMs={1_000} />
    <noscript>
      <meta httpEquiv="refresh" content="2" />
    </noscript>
  </>
);
