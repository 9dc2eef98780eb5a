import type { IncomingMessage, ServerResponse } from 'node:http';

/** Serves one path under `/_rehearsal/`. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

const ROOT = '/_rehearsal/';

/** The rehearsal's own pages, beside the AWS APIs on the same port: no AWS path begins like them. */
export function createPages() {
  const handlers = new Map<string, PageHandler>();
  return {
    /** `path` is what follows `/_rehearsal/`, without a query. */
    add(path: string, handler: PageHandler): void {
      handlers.set(path.replace(/^\/+/, ''), handler);
    },
    /** The handler for a URL, or undefined when it is none of ours. */
    find(url = '/'): ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined {
      if (!url.startsWith(ROOT)) return undefined;
      const handler = handlers.get(new URL(url, 'http://relay').pathname.slice(ROOT.length));
      return async (request, response) => (handler ?? unknown([...handlers.keys()]))(request, response);
    },
  };
}

function unknown(known: readonly string[]): PageHandler {
  return (_, response) => {
    const pages = known.map((path) => ROOT + path);
    response
      .writeHead(404, { 'content-type': 'application/json' })
      .end(JSON.stringify({ error: 'no such page', pages }));
  };
}
