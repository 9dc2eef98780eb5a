import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Action } from './model.ts';

/** Answers by itself, as an ALB does: a small HTML page that names the status. Nothing when an answer has already begun. */
export function answerStatus(response: ServerResponse, status: number): void {
  if (response.headersSent) return void response.destroy();
  const title = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
  const page = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
  send(response, status, 'text/html', page);
}

export function answerFixed(response: ServerResponse, action: Extract<Action, { kind: 'fixed-response' }>): void {
  send(response, action.status, action.contentType, action.body);
}

/** Redirects; `portOf` maps a listener's port to the port of this machine that stands in for it. */
export function answerRedirect(
  response: ServerResponse,
  action: Extract<Action, { kind: 'redirect' }>,
  from: { protocol: string; host: string; port: number; path: string; query: string },
  portOf: (listenerPort: number) => number | undefined,
): void {
  response.writeHead(action.status, {
    server: 'awselb/2.0',
    location: locationOf(action, from, portOf),
    'content-length': 0,
  });
  response.end();
}

/** `#{protocol}`, `#{host}`, `#{port}`, `#{path}` and `#{query}` filled in. A door without TLS is reached by plain HTTP. */
export function locationOf(
  action: Extract<Action, { kind: 'redirect' }>,
  from: { protocol: string; host: string; port: number; path: string; query: string },
  portOf: (listenerPort: number) => number | undefined,
): string {
  const values: Record<string, string> = { ...from, port: String(from.port), path: from.path.slice(1) };
  const fill = (text: string) => text.replace(/#\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  const listenerPort = Number(fill(action.port));
  const here = fill(action.host) === from.host ? portOf(listenerPort) : undefined;
  const protocol = here === undefined ? fill(action.protocol).toLowerCase() : 'http';
  const query = fill(action.query);
  return `${protocol}://${fill(action.host)}:${here ?? listenerPort}${fill(action.path)}${query && `?${query}`}`;
}

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  const length = Buffer.byteLength(body);
  response.writeHead(status, { server: 'awselb/2.0', 'content-type': contentType, 'content-length': length });
  response.end(body);
}
