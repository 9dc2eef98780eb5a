import { doorNamed } from '@bookmark-manager/serving';

/** Files above a size go to the bucket itself, which is at an address of its own. */
export type DirectUploads = { readonly aboveBytes: number; readonly origin: string };

/** Undefined where every file comes through the door, or where there is no bucket. Asked for at each call, as the API's address is. */
export const directUploads = (env: Readonly<Record<string, string | undefined>>): DirectUploads | undefined => {
  const { ASSETS_BUCKET: bucket, AWS_REGION: region, AWS_ENDPOINT_URL: endpoint } = env;
  const { mostBytes } = doorNamed(env.FRONT_DOOR);
  if (!Number.isFinite(mostBytes) || !bucket || !(endpoint || region)) return undefined;
  const origin = endpoint ? new URL(endpoint).origin : `https://${bucket}.s3.${region}.amazonaws.com`;
  return { aboveBytes: mostBytes, origin };
};
