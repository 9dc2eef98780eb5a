// The service worker: keeps the offline page and the latest pages that somebody read, for when there is no connection. With a connection
// every page comes from the server. Kept pages go when anybody comes to the sign-in page.
const PAGES = 'pages';
const FILES = 'files';
const OFFLINE = '/offline';
const MOST = { [PAGES]: 30, [FILES]: 120 };

self.addEventListener('install', (event) => {
  event.waitUntil(keepOffline().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

// a page tells that its language or its theme is another one now
self.addEventListener('message', (event) => {
  if (event.data === 'renew') event.waitUntil(keepOffline());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(navigate(event, url));
  else if (isFile(url.pathname)) event.respondWith(fileFor(request));
});

const navigate = async (event, url) => {
  if (url.pathname === '/sign-in') event.waitUntil(caches.delete(PAGES));
  try {
    const answer = await fetch(event.request);
    if (answer.status === 200 && isKept(url)) event.waitUntil(keepPage(PAGES, addressOf(url), answer.clone()));
    return answer;
  } catch {
    const kept = await caches.match(url.pathname === OFFLINE ? OFFLINE : addressOf(url));
    return kept ?? Response.redirect(`${OFFLINE}?from=${encodeURIComponent(url.pathname + url.search)}`, 302);
  }
};

/** Lists and bookmarks, not what a form before them said. */
const isKept = ({ pathname, searchParams }) =>
  /^\/(?:$|bookmarks\/)/.test(pathname) && !['notice', 'problem', 'edit'].some((name) => searchParams.has(name));

const addressOf = ({ pathname, search }) => pathname + search;

const isFile = (path) => path.startsWith('/_next/static/') || path.startsWith('/icons/');

const fileFor = async (request) => (await caches.match(request)) ?? fetch(request);

const keepOffline = async () => {
  const answer = await fetch(OFFLINE, { cache: 'reload' });
  if (answer.ok) await keepPage(FILES, OFFLINE, answer);
};

/** A page, unless it says that there is nothing to read, with the files that it is shown with: their names change with their content, so each is right for ever. */
const keepPage = async (name, address, answer) => {
  const html = await answer.clone().text();
  if (html.includes('data-away')) return;
  const wanted = new Set(html.match(/\/_next\/static\/[\w./~-]+?\.(?:js|css)/g));
  const files = await caches.open(FILES);
  for (const file of wanted) {
    if (!(await files.match(file))) await files.add(file);
  }
  const cache = await caches.open(name);
  // taken out first, so that the order of the keys is that of reading
  await cache.delete(address);
  await cache.put(address, answer);
  await trim(PAGES);
  await trim(FILES);
};

const trim = async (name) => {
  const cache = await caches.open(name);
  const keys = await cache.keys();
  const surplus = keys
    .filter(({ url }) => new URL(url).pathname !== OFFLINE)
    .slice(0, Math.max(0, keys.length - MOST[name]));
  for (const key of surplus) await cache.delete(key);
};
