import { createHash, createHmac } from 'node:crypto';

/** Whose signature it is. Short-lived credentials have a token, and what is signed with them ends with them. */
export type Signer = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly region: string;
};

/** Where a bucket is: `https://name.s3.region.amazonaws.com/`, with a slash at the end. */
export type BucketAddress = string;

/** A form that a browser sends to the bucket itself: the fields as they are, and the file last. */
export type UploadForm = { readonly url: string; readonly fields: Readonly<Record<string, string>> };

/**
 * The address that gets one file for so many seconds, whoever has it.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export const signedAddress = (
  signer: Signer,
  {
    bucket,
    key,
    seconds,
    answer = {},
  }: { bucket: BucketAddress; key: string; seconds: number; answer?: Readonly<Record<string, string>> },
  now: Date,
): string => {
  const url = new URL(key.split('/').map(encoded).join('/'), bucket);
  const { stamp, scope, credential } = scopeOf(signer, now);
  const query = Object.entries({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': credential,
    'X-Amz-Date': stamp,
    'X-Amz-Expires': String(seconds),
    ...(signer.sessionToken === undefined ? {} : { 'X-Amz-Security-Token': signer.sessionToken }),
    'X-Amz-SignedHeaders': 'host',
    // what S3 is to say in its answer: response-content-type, response-content-disposition
    ...answer,
  })
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
  const request = ['GET', url.pathname, query, `host:${url.host}\n`, 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  const digest = createHash('sha256').update(request).digest('hex');
  const signature = sign(signer, now, ['AWS4-HMAC-SHA256', stamp, scope, digest].join('\n'));
  return `${url.origin}${url.pathname}?${query}&X-Amz-Signature=${signature}`;
};

/**
 * A form that puts one file of at most so many bytes under one key, for so many seconds.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
export const uploadForm = (
  signer: Signer,
  {
    bucket,
    name,
    key,
    type,
    mostBytes,
    seconds,
  }: { bucket: BucketAddress; name: string; key: string; type: string; mostBytes: number; seconds: number },
  now: Date,
): UploadForm => {
  const { stamp, credential } = scopeOf(signer, now);
  const given = {
    key,
    'content-type': type,
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': credential,
    'x-amz-date': stamp,
    ...(signer.sessionToken === undefined ? {} : { 'x-amz-security-token': signer.sessionToken }),
  };
  const conditions = [
    { bucket: name },
    ['content-length-range', 1, mostBytes],
    ...Object.entries(given).map(([field, value]) => ({ [field]: value })),
  ];
  const expiration = new Date(now.getTime() + seconds * 1000).toISOString();
  const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64');
  return { url: bucket, fields: { ...given, policy, 'x-amz-signature': sign(signer, now, policy) } };
};

const scopeOf = ({ accessKeyId, region }: Signer, now: Date) => {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${stamp.slice(0, 8)}/${region}/s3/aws4_request`;
  return { stamp, scope, credential: `${accessKeyId}/${scope}` };
};

const sign = (signer: Signer, now: Date, text: string): string => {
  const parts = scopeOf(signer, now).scope.split('/');
  const key = parts.reduce<Buffer | string>(hmac, `AWS4${signer.secretAccessKey}`);
  return hmac(key, text).toString('hex');
};

const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
