import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { running } from './rehearsal.ts';

/**
 * Stands before the rehearsal's API as IAM stands before AWS's: whoever reads another parameter than those is refused. `read`
 * is every parameter that somebody tried to read.
 */
export async function refusingSecrets(allowed: RegExp) {
  const { hostname, port } = new URL(running()?.endpoint ?? '');
  const read: string[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const names = READS.test(String(request.headers['x-amz-target'])) ? namesIn(body.toString()) : [];
    read.push(...names);
    if (names.some((name) => !allowed.test(name))) {
      response.writeHead(400, {
        'content-type': 'application/x-amz-json-1.1',
        'x-amzn-errortype': 'AccessDeniedException',
      });
      return response.end(JSON.stringify({ __type: 'AccessDeniedException', message: 'not authorized' }));
    }
    const { method, url: path, headers } = request;
    const forwarded = http.request({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    return forwarded.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    read,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Not by path: what lies below a path that a role may list is no secret. */
const READS = /^AmazonSSM\.GetParameters?(History)?$/;

function namesIn(body: string): string[] {
  const { Name, Names = [] } = JSON.parse(body);
  return Name === undefined ? Names : [Name];
}
