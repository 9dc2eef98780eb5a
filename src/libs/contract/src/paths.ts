/** Where the API's public routes lie. All of them are below /api or are /health/api: the load balancer sends nothing else to it. */
export const paths = {
  bookmarks: '/api/v1/bookmarks',
  import: '/api/v1/bookmarks/import',
  bulk: '/api/v1/bookmarks/bulk',
  check: '/api/v1/bookmarks/check',
  duplicates: '/api/v1/bookmarks/duplicates',
  changes: '/api/v1/changes',
  tags: '/api/v1/tags',
  folders: '/api/v1/folders',
  overview: '/api/v1/overview',
  shared: '/api/v1/shared',
  imports: '/api/v1/imports',
  uploads: '/api/v1/imports/uploads',
  exports: '/api/v1/exports',
  signUp: '/api/v1/sign-up',
  signIn: '/api/v1/sign-in',
  signOut: '/api/v1/sign-out',
  me: '/api/v1/me',
  sessions: '/api/v1/me/sessions',
  tokens: '/api/v1/me/tokens',
  invitations: '/api/v1/invitations',
  people: '/api/v1/people',
  searches: '/api/v1/searches',
  suggest: '/api/v1/suggest',
  preview: '/api/v1/preview',
  icons: '/api/v1/icons',
  openApi: '/api/openapi.json',
  ready: '/api/ready',
  health: '/health/api',
} as const;

/** The address of one bookmark. */
export const bookmarkPath = (id: string): string => `${paths.bookmarks}/${encodeURIComponent(id)}`;

/** The address of the picture that a bookmark's page shows of itself. */
export const picturePath = (id: string): string => `${bookmarkPath(id)}/picture`;

/** The address of a site's icon. */
export const iconPath = (name: string): string => `${paths.icons}/${encodeURIComponent(name)}`;

/** The address of one saved search. */
export const searchPath = (id: string): string => `${paths.searches}/${encodeURIComponent(id)}`;

/** Where a feed is, for whoever knows its secret. */
export const feedPath = (secret: string, format: 'rss' | 'atom'): string => `/api/feeds/${secret}.${format}`;

/** The address of one change. */
export const changePath = (id: string): string => `${paths.changes}/${encodeURIComponent(id)}`;

/** The address of one import. */
export const importPath = (id: string): string => `${paths.imports}/${encodeURIComponent(id)}`;

/** The address of one export. */
export const exportPath = (id: string): string => `${paths.exports}/${encodeURIComponent(id)}`;
