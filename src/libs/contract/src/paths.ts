/** Where the API's public routes lie. All of them are below /api or are /health/api: the load balancer sends nothing else to it. */
export const paths = {
  bookmarks: '/api/v1/bookmarks',
  import: '/api/v1/bookmarks/import',
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
  openApi: '/api/openapi.json',
  ready: '/api/ready',
  health: '/health/api',
} as const;

/** The address of one bookmark. */
export const bookmarkPath = (id: string): string => `${paths.bookmarks}/${encodeURIComponent(id)}`;

/** The address of one saved search. */
export const searchPath = (id: string): string => `${paths.searches}/${encodeURIComponent(id)}`;

/** Where a feed is, for whoever knows its secret. */
export const feedPath = (secret: string, format: 'rss' | 'atom'): string => `/api/feeds/${secret}.${format}`;
