import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { Readable } from 'node:stream';

export type Exchanged = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };

export type Exchange = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A stream is passed on as it arrives; nothing of it is kept. */
  readonly body?: string | ReadableStream<Uint8Array> | undefined;
  /** What it may take in all. */
  readonly deadlineMs: number;
  /** Over a new connection: one that is kept may be the one that has just gone. */
  readonly anew?: boolean;
};

/** Connections to the API that are kept. It says how long it keeps them; the newest is taken first, so that the others can end. */
const kept = new Agent({ keepAlive: true, scheduling: 'lifo', maxFreeSockets: 8 });

/**
 * One request to the API and the whole answer. With node:http, since `fetch` computes nearly twice as long for it (0.5 ms, not 0.3), and loading it is a part of every start.
 * @throws Error when there is no whole answer in time
 */
export const exchange = (url: URL, { method, headers, body, deadlineMs, anew = false }: Exchange): Promise<Exchanged> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { method, headers: { ...headers }, agent: anew ? false : kept });
    const deadline = setTimeout(() => asked.destroy(new Error(`no answer in ${deadlineMs} ms`)), deadlineMs);
    asked.once('close', () => clearTimeout(deadline));
    asked.on('error', reject);
    asked.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.once('error', reject);
      response.once('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        // an answer can come before all was sent: then nobody waits for the rest
        if (!asked.writableFinished) asked.destroy();
      });
    });
    if (body instanceof ReadableStream) {
      // piped, so that it outlives an answer that came early: whoever still sends is let go, not cut off, and hears that answer
      const source = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
      source.once('error', (error) => asked.destroy(error)).pipe(asked);
    } else asked.end(body);
  });
