import { isStagingError } from '../errors.ts';
import type { Look } from './check.ts';

/** An answer that takes longer, on a busy machine too, is not waited for: the rest is worth more. */
const PATIENCE_MS = 15_000;

/** Looks, and says why not when it cannot: one thing that cannot be seen never hides the others. */
export async function look<T>(see: () => T | Promise<T>, patienceMs: number = PATIENCE_MS): Promise<Look<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Look<T>>((resolve) => {
    const unseen = { unseen: `no answer within ${patienceMs / 1000} s` };
    timer = setTimeout(() => resolve(unseen), patienceMs);
  });
  const seeing = (async () => ({ seen: await see() }))();
  // When it is late, how it fails later interests nobody.
  seeing.catch(() => undefined);
  try {
    return await Promise.race([seeing, late]);
  } catch (error) {
    return { unseen: whyNot(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** Why an error kept somebody from looking, as the end of a sentence. */
export function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isStagingError(error)) return lowerFirst(error.message.replace(/\.$/, ''));
  const known = REASONS.find(([pattern]) => pattern.test(`${error.name} ${codeOf(error)}`));
  const [line = ''] = error.message.split('\n');
  return known?.[1] ?? `${error.name}: ${line}`.replace(/\.$/, '');
}

export const NO_CREDENTIALS = 'there are no valid AWS credentials';

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/AccessDenied|UnauthorizedOperation|NotAuthorized/, 'these credentials may not read it'],
  [/Throttl|TooManyRequests|RequestLimitExceeded/, 'AWS asks to be asked less often; try again in a minute'],
  [/CredentialsProviderError|ExpiredToken|InvalidClientTokenId|UnrecognizedClient/, NO_CREDENTIALS],
  [/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|TimeoutError/, 'the AWS API cannot be reached'],
];

const lowerFirst = (text: string) => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
const codeOf = (error: Error) => ('code' in error && typeof error.code === 'string' ? error.code : '');

/** What is there, or null where AWS says that there is no such thing. */
export async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && /NotFound|NoSuch/.test(error.name)) return null;
    throw error;
  }
}
