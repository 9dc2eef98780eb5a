import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DIRECTORY, running } from './rehearsal.ts';

/**
 * Until it is disposed, commands that find the rehearsal by its `run.json` call its API with another access key, so that what they call is
 * told apart from what everybody else does (`callsWith`).
 */
export async function asRole(key: string): Promise<AsyncDisposable> {
  const file = join(DIRECTORY, 'run.json');
  const before = readFileSync(file, 'utf8');
  const { hostname, port } = new URL(running()?.endpoint ?? '');
  const server = http.createServer((request, response) => {
    const { method, url: path, headers } = request;
    const authorization = headers.authorization?.replace(/Credential=[^/]+/, `Credential=${key}`);
    const signed = { ...headers, ...(authorization === undefined ? {} : { authorization }) };
    const forwarded = http.request({ hostname, port, method, path, headers: signed }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    request.pipe(forwarded);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(file, JSON.stringify({ ...JSON.parse(before), endpoint }));
  return {
    async [Symbol.asyncDispose]() {
      writeFileSync(file, before);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
