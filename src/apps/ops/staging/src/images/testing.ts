import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FakeAnswer } from '../testing.ts';

/**
 * A registry that has every blob and takes every manifest in, and the answers of ECR that lead to it. `refuse` makes it
 * answer manifests with this error.
 */
export async function fakeRegistry(refuse?: { status: number; code: string; message: string }) {
  const manifests: { path: string; mediaType: string | undefined; text: string }[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    if (request.method !== 'PUT') return void response.writeHead(200).end();
    manifests.push({ path: request.url ?? '', mediaType: request.headers['content-type'], text });
    if (!refuse) return void response.writeHead(201).end();
    const { status, ...error } = refuse;
    response.writeHead(status).end(JSON.stringify({ errors: [error] }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxyEndpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const uri = (name: unknown) => `123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/${name}`;
  const answers = {
    GetAuthorizationToken: { json: { authorizationData: [{ authorizationToken: 'QVdTOnQ=', proxyEndpoint }] } },
    DescribeRepositories: ({ repositoryNames }: Record<string, unknown>): FakeAnswer => ({
      json: { repositories: (repositoryNames as string[]).map((name) => ({ repositoryUri: uri(name) })) },
    }),
  };
  return {
    manifests,
    answers,
    uri,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
