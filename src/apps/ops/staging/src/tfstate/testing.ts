import type { Bucket } from './s3-place.ts';

/** A state of Terraform with one network, and what a test changes. */
export function stateText(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    version: 4,
    terraform_version: '1.11.4',
    serial: 7,
    lineage: 'a-lineage',
    outputs: { vpc_id: { value: 'vpc-secret-value', type: 'string' } },
    resources: [
      { mode: 'managed', type: 'aws_vpc', name: 'this', instances: [{ attributes: { id: 'vpc-secret-value' } }] },
    ],
    ...changes,
  });
}

/** An S3 that keeps objects of one bucket in a map, with its errors by name. */
export type FakeS3 = Bucket & {
  objects: Map<string, string>;
  calls: string[];
  /** Whether the bucket is there; `others` is somebody else's. */
  exists: boolean | 'others';
  /** Called before each operation: what it throws ends that call. */
  before(operation: string, input: Record<string, unknown>): void;
};

export function fakeS3(exists: boolean | 'others' = true): FakeS3 {
  const fake: FakeS3 = {
    name: 'bookmark-manager-terraform-state-123456789012',
    account: '123456789012',
    objects: new Map(),
    calls: [],
    exists,
    before: () => undefined,
    s3: {
      async send(command: { constructor: { name: string }; input: Record<string, unknown> }) {
        const operation = command.constructor.name.replace(/Command$/, '');
        fake.calls.push(operation);
        fake.before(operation, command.input);
        return answer(fake, operation, command.input);
      },
    } as unknown as Bucket['s3'],
  };
  return fake;
}

function answer(fake: FakeS3, operation: string, input: Record<string, unknown>): unknown {
  const key = String(input.Key);
  if (fake.exists === 'others') throw operation === 'CreateBucket' ? named('BucketAlreadyExists', 409) : named('', 403);
  if (operation === 'CreateBucket') fake.exists = true;
  if (!fake.exists) throw named(operation === 'HeadBucket' ? 'NotFound' : 'NoSuchBucket', 404);
  if (operation === 'GetObject') {
    const text = fake.objects.get(key);
    if (text === undefined) throw named('NoSuchKey', 404);
    return { LastModified: new Date(0), Body: { transformToString: async () => text } };
  }
  if (operation === 'PutObject') {
    if (input.IfNoneMatch === '*' && fake.objects.has(key)) throw named('PreconditionFailed', 412);
    fake.objects.set(key, String(input.Body));
  }
  if (operation === 'ListObjectVersions')
    return { Versions: [...fake.objects.keys()].map((Key) => ({ Key, VersionId: '1' })) };
  if (operation === 'DeleteObjects')
    for (const { Key } of (input.Delete as { Objects: { Key: string }[] }).Objects) fake.objects.delete(Key);
  if (operation === 'DeleteBucket') fake.exists = false;
  if (operation === 'DeleteObject') fake.objects.delete(key);
  return {};
}

const named = (name: string, httpStatusCode: number) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });
