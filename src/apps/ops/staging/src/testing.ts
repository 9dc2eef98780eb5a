import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Io } from './io.ts';
import { REGION } from './names.ts';
import type { ClientOptions } from './target/target.ts';

/** A terminal, or none, that remembers what was written to it. */
export function fakeIo(
  options: { answer?: string; live?: boolean } = {},
): Io & { stdout: string[]; stderr: string[]; drawn: string[] } {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const drawn: string[] = [];
  return {
    stdout,
    stderr,
    drawn,
    out: (line) => void stdout.push(line),
    err: (line) => void stderr.push(line),
    draw: (text) => void drawn.push(text),
    live: options.live ?? false,
    seen: false,
    columns: 100,
    paint: (_, text) => text,
    ask: () => Promise.resolve(options.answer),
    lend: () => ({ [Symbol.dispose]: () => undefined }),
    askSecret: () => Promise.resolve(options.answer ?? ''),
    signal: new AbortController().signal,
  };
}

/**
 * An answer of AWS: JSON, XML as it travels, or an error by its name. Of the rehearsal's own pages (`GET /_rehearsal/clock`)
 * also lines of JSON, as they come, and an error with its status.
 */
export type FakeAnswer =
  | { json: unknown; status?: number }
  | { xml: string }
  | { error: string }
  | { lines: AsyncIterable<unknown> };
type FakeAnswerer = FakeAnswer | ((input: Record<string, unknown>) => FakeAnswer | Promise<FakeAnswer>);

/** An operation that was called, with what it was given. */
export type FakeRequest = { operation: string; input: Record<string, unknown> };

export type FakeAws = AsyncDisposable & {
  endpoint: string;
  /** AWS's operations that were called. */
  calls: string[];
  /** The same with what they were given, and the rehearsal's own pages. */
  requests: FakeRequest[];
  /** Options for an SDK's client that reach it. */
  clientOptions: ClientOptions;
};

/** An HTTP server that answers AWS's operations by name, and remembers which were called. Its clock is the machine's. */
export async function fakeAws(answers: Record<string, FakeAnswerer>): Promise<FakeAws> {
  const requests: FakeRequest[] = [];
  const calls: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const operation = operationOf(request, body);
    const input = inputOf(body);
    if (!operation.includes(PAGES)) calls.push(operation);
    requests.push({ operation, input });
    const given = answers[operation] ?? USUAL[operation] ?? { error: 'UnknownOperationException' };
    const answer = typeof given === 'function' ? await given(input) : given;
    if ('lines' in answer) {
      for await (const line of answer.lines) {
        if (response.destroyed) break;
        response.write(`${JSON.stringify(line)}\n`);
      }
      return void response.end();
    }
    if ('xml' in answer) return void response.setHeader('content-type', 'text/xml').end(answer.xml);
    if ('error' in answer && request.headers['content-type']?.includes('form-urlencoded')) {
      const told = `<Code>${answer.error}</Code><Message>${operation} is refused</Message>`;
      response.writeHead(400, { 'content-type': 'text/xml' });
      return void response.end(`<ErrorResponse><Error>${told}</Error></ErrorResponse>`);
    }
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    if ('json' in answer) return void response.writeHead(answer.status ?? 200).end(JSON.stringify(answer.json));
    response.setHeader('x-amzn-errortype', answer.error).writeHead(400);
    response.end(JSON.stringify({ __type: answer.error, message: `${operation} is refused` }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'fake', secretAccessKey: 'fake' };
  return {
    endpoint,
    calls,
    requests,
    clientOptions: { region: REGION, maxAttempts: 1, endpoint, credentials, disableHostPrefix: true },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'staging-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A `.rehearsal` in which something runs (this process) whose API is at `endpoint`. */
export function fakeRehearsal(endpoint: string): string {
  const directory = temporaryFolder();
  const run = {
    pid: process.pid,
    startedAt: new Date(0).toISOString(),
    endpoint,
    door: 'http://127.0.0.1:8080',
    picture: `${endpoint}/_rehearsal/picture`,
    limits: { enforced: false, why: 'a test' },
  };
  writeFileSync(join(directory, 'run.json'), JSON.stringify(run));
  return directory;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function inputOf(body: string): Record<string, unknown> {
  return body.startsWith('{') ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
}

const PAGES = ' /_rehearsal/';

/** What the rehearsal's own pages answer when a test says nothing of them. */
const USUAL: Record<string, FakeAnswerer> = {
  // The database is an instance, unless a test says otherwise.
  DescribeDBClusters: { error: 'DBClusterNotFoundFault' },
  DescribeDBClusterSnapshots: { xml: '<R><DescribeDBClusterSnapshotsResult/></R>' },
  'GET /_rehearsal/clock': () => {
    const now = new Date().toISOString();
    return { json: { now, machine: now, speed: 1, running: false, durations: {} } };
  },
  'GET /_rehearsal/faults': { json: { faults: [] } },
};

/** JSON protocols name it in a header, query protocols in the body, REST (Lambda) by its path; a page by method and path. */
function operationOf({ headers, method, url = '' }: IncomingMessage, body: string): string {
  if (url.startsWith(PAGES.trim())) return `${method} ${url}`;
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.slice(target.indexOf('.') + 1);
  const action = new URLSearchParams(body).get('Action');
  if (action) return action;
  return url.endsWith('/configuration') ? 'GetFunctionConfiguration' : url.endsWith('/invocations') ? 'Invoke' : url;
}
