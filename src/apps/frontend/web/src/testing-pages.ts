/** Every page, by an address at which it has something to show: `answerAll` knows what. */
export const allPages: readonly { readonly path: string; readonly signedIn?: false }[] = [
  { path: '/' },
  { path: '/sign-in', signedIn: false },
  { path: '/sign-up', signedIn: false },
  { path: '/import' },
  { path: '/import/0f8fad5b-d9cb-469f-a165-000000000020' },
  { path: '/import/0f8fad5b-d9cb-469f-a165-000000000021' },
  { path: '/export' },
  { path: '/duplicates' },
  { path: '/broken' },
  { path: '/broken?show=moved' },
  { path: '/searches' },
  { path: '/settings' },
  { path: '/settings/display' },
  { path: '/settings/tokens' },
  { path: '/settings/sessions' },
  { path: '/settings/people' },
];
