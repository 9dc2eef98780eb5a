/** `123….dkr.ecr.….amazonaws.com/name@sha256:…` or `…/name:tag` (`latest` without one) in its parts. */
export function parseImageUri(uri: string): { repository: string; digest?: string; tag: string } {
  const host = hostOf(uri);
  const path = host === '' ? uri : uri.slice(host.length + 1);
  const [name = '', digest] = path.split('@');
  const [repository = '', tag = 'latest'] = name.split(':');
  return digest ? { repository, digest, tag } : { repository, tag };
}

/** Whether an image lies in this registry: by its name on AWS, which task definitions have, or by its address here. */
export const isOurs = (uri: string): boolean => OURS.test(hostOf(uri));

const OURS = /^(\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?|(127\.0\.0\.1|localhost):\d+)$/;

/** What stands before the first slash, when it is a host: it has a dot or a port. */
function hostOf(uri: string): string {
  const [first = ''] = uri.split('/');
  return uri.includes('/') && /[.:]/.test(first) ? first : '';
}
