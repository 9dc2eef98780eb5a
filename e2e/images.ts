import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { serviceName } from './aws.ts';
import type { Shell } from './shell.ts';

const descriptor = z.object({ mediaType: z.string(), digest: z.string(), size: z.number() });
const manifestSchema = z.object({ config: descriptor, layers: z.array(descriptor) }).loose();
const configSchema = z
  .object({ architecture: z.string(), rootfs: z.object({ diff_ids: z.array(z.string()) }).loose() })
  .loose();

type Change = {
  /** By path in the image: new contents. */
  files?: Record<string, string>;
  architecture?: string;
};

/**
 * Pushes another image of a service: what is tagged `latest` there, with one layer more over it. Returns its digest. Made in a
 * second, as nothing is built.
 */
export async function pushChanged(
  shell: Shell,
  service: 'web' | 'api',
  { files = {}, architecture }: Change,
): Promise<string> {
  const registry = await login(shell, serviceName(service));
  const manifest = manifestSchema.parse(await registry.read('manifests/latest'));
  const config = configSchema.parse(await registry.read(`blobs/${manifest.config.digest}`));
  const tar = Buffer.concat([...Object.entries(files).map(([path, text]) => entry(path, text)), Buffer.alloc(1024)]);
  const layer = await registry.pushBlob(gzipSync(tar));
  const nextConfig = await registry.pushBlob(
    Buffer.from(
      JSON.stringify({
        ...config,
        architecture: architecture ?? config.architecture,
        rootfs: { ...config.rootfs, diff_ids: [...config.rootfs.diff_ids, digestOf(tar)] },
        history: undefined,
      }),
    ),
  );
  const [lowest] = manifest.layers;
  return registry.pushManifest({
    ...manifest,
    config: { ...manifest.config, ...nextConfig },
    layers: [...manifest.layers, { mediaType: lowest?.mediaType, ...layer }],
  });
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** The registry of the rehearsal, as any client speaks to it. */
async function login(shell: Shell, repository: string) {
  const { code, stdout, stderr } = await shell(
    "aws ecr get-authorization-token --query 'authorizationData[0].[authorizationToken,proxyEndpoint]' --output text",
  );
  if (code !== 0) throw new Error(stderr);
  const [token, address] = stdout.trim().split(/\s+/);
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Basic ${token}`, accept: MANIFEST, ...init.headers };
    const answer = await fetch(`${address}/v2/${repository}/${path}`, { ...init, headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  return {
    read: async (path: string): Promise<unknown> => (await ask(path)).json(),
    async pushBlob(body: Buffer) {
      const digest = digestOf(body);
      await ask(`blobs/uploads/?digest=${digest}`, { method: 'POST', body: new Uint8Array(body) });
      return { digest, size: body.length };
    },
    async pushManifest(manifest: object) {
      const body = JSON.stringify(manifest);
      const digest = digestOf(Buffer.from(body));
      await ask(`manifests/${digest}`, { method: 'PUT', body, headers: { 'content-type': MANIFEST } });
      return digest;
    },
  };
}

const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** One file of a tar, as POSIX has it. */
function entry(path: string, text: string): Buffer {
  const body = Buffer.from(text);
  const header = Buffer.alloc(512);
  const octal = (value: number, at: number, length: number) =>
    header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at);
  header.write(path, 0);
  octal(0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(body.length, 124, 12);
  octal(0, 136, 12);
  header.write('        0', 148);
  header.write('ustar\0' + '00', 257);
  octal(
    header.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  );
  header.write(' ', 155);
  return Buffer.concat([header, body, Buffer.alloc((512 - (body.length % 512)) % 512)]);
}
