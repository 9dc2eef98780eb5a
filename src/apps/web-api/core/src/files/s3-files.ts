import type { CompletedPart, S3ClientConfig } from '@aws-sdk/client-s3';
import { type DirectWay, FileIsGone, type FileKey, type FileStore, inParts } from './file-store.ts';
import { type Signer, signedAddress, uploadForm } from './presign.ts';

/** The smallest part that S3 takes of a file in parts. */
const partBytes = 5 * 1024 * 1024;

/**
 * Files in the bucket. AWS's client is loaded with the first one; region, credentials and endpoint come from where the task runs.
 * @param endpoint where a browser finds S3, when that is not AWS's own place
 */
export const s3Files = (bucket: string, config: S3ClientConfig = {}, endpoint: string | null = null): FileStore => {
  let opened: Promise<S3> | undefined;
  const s3 = (): Promise<S3> => {
    opened ??= open(bucket, config);
    return opened;
  };
  return {
    put: async (key, source, type) => (await s3()).put(key, source, type),
    get: (key) => read(s3, key),
    remove: async (key) => (await s3()).remove(key),
    direct: directly(bucket, async () => (await s3()).signer(), endpoint),
  };
};

const directly = (name: string, signer: () => Promise<Signer>, endpoint: string | null): DirectWay => {
  const bucketIn = (region: string) =>
    endpoint === null ? `https://${name}.s3.${region}.amazonaws.com/` : new URL(`${name}/`, endpoint).href;
  return {
    form: async (key, limits) => {
      const by = await signer();
      const file = { bucket: bucketIn(by.region), name, key, type: 'application/octet-stream' };
      return uploadForm(by, { ...file, ...limits }, new Date());
    },
    address: async (key, { name: fileName, type, seconds }) => {
      const by = await signer();
      const answer = {
        'response-content-disposition': `attachment; filename="${fileName}"`,
        'response-content-type': type,
      };
      return signedAddress(by, { bucket: bucketIn(by.region), key, seconds, answer }, new Date());
    },
  };
};

type S3 = Pick<FileStore, 'put' | 'remove'> & {
  readonly body: (key: FileKey) => Promise<AsyncIterable<Uint8Array>>;
  readonly signer: () => Promise<Signer>;
};

async function* read(s3: () => Promise<S3>, key: FileKey): AsyncGenerator<Uint8Array> {
  yield* await (await s3()).body(key);
}

const open = async (bucket: string, config: S3ClientConfig): Promise<S3> => {
  const sdk = await import('@aws-sdk/client-s3');
  const client = new sdk.S3Client(config);
  const at = (Key: FileKey) => ({ Bucket: bucket, Key });

  const inOnePart = async (key: FileKey, Body: Uint8Array, ContentType: string): Promise<number> => {
    await client.send(new sdk.PutObjectCommand({ ...at(key), Body, ContentType }));
    return Body.length;
  };

  /** Holds one part at a time. */
  const inManyParts = async (key: FileKey, parts: AsyncIterable<Uint8Array>, ContentType: string): Promise<number> => {
    const { UploadId } = await client.send(new sdk.CreateMultipartUploadCommand({ ...at(key), ContentType }));
    const done: CompletedPart[] = [];
    let bytes = 0;
    try {
      for await (const Body of parts) {
        const PartNumber = done.length + 1;
        const { ETag } = await client.send(new sdk.UploadPartCommand({ ...at(key), UploadId, PartNumber, Body }));
        done.push({ ETag, PartNumber });
        bytes += Body.length;
      }
      await client.send(
        new sdk.CompleteMultipartUploadCommand({ ...at(key), UploadId, MultipartUpload: { Parts: done } }),
      );
      return bytes;
    } catch (error) {
      // should this fail too, a rule of the bucket clears up after a week
      await client.send(new sdk.AbortMultipartUploadCommand({ ...at(key), UploadId })).catch(() => {});
      throw error;
    }
  };

  return {
    put: async (key, source, type) => {
      const parts = inParts(source, partBytes);
      const first = await parts.next();
      const whole = first.done ? new Uint8Array() : first.value;
      if (whole.length < partBytes) return inOnePart(key, whole, type);
      return inManyParts(key, after(whole, parts), type);
    },
    body: async (key) => {
      try {
        const { Body } = await client.send(new sdk.GetObjectCommand(at(key)));
        return (Body ?? []) as AsyncIterable<Uint8Array>;
      } catch (error) {
        if (error instanceof sdk.NoSuchKey) throw new FileIsGone(key);
        throw error;
      }
    },
    remove: async (key) => {
      await client.send(new sdk.DeleteObjectCommand(at(key)));
    },
    signer: async () => {
      const [{ accessKeyId, secretAccessKey, sessionToken }, region] = await Promise.all([
        client.config.credentials(),
        client.config.region(),
      ]);
      return { accessKeyId, secretAccessKey, sessionToken, region };
    },
  };
};

async function* after(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}
