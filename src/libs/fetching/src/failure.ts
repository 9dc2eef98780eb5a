/** Everything that can keep a page from being had, and whose doing it is. */
const codes = {
  // refused: we do not ask there, whatever answers
  scheme: { kind: 'refused', says: 'Only http and https addresses are fetched' },
  credentials: { kind: 'refused', says: 'An address with a user name or a password in it is not fetched' },
  port: { kind: 'refused', says: 'Only the ports 80 and 443 are asked' },
  address: { kind: 'refused', says: 'This host is not on the public internet' },
  // unreachable: the other side gave no answer
  unresolved: { kind: 'unreachable', says: 'There is no host of this name' },
  connect: { kind: 'unreachable', says: 'The host does not take connections' },
  tls: { kind: 'unreachable', says: 'The host has no certificate that can be trusted' },
  timeout: { kind: 'unreachable', says: 'The host takes too long' },
  protocol: { kind: 'unreachable', says: 'The host breaks off, or answers with what is no HTTP' },
  // ours: nothing is known about the other side
  resolver: { kind: 'ours', says: 'The name of the host cannot be looked up just now' },
  route: { kind: 'ours', says: 'There is no way to this host from here' },
  aborted: { kind: 'ours', says: 'It was given up from here' },
  // unsuitable: it answers, with nothing that can be used
  redirects: { kind: 'unsuitable', says: 'It is redirected too often' },
  redirect: { kind: 'unsuitable', says: 'It is redirected to no address' },
  type: { kind: 'unsuitable', says: 'What it answers with is of another kind' },
  'too-large': { kind: 'unsuitable', says: 'What it answers with is too large' },
  encoding: { kind: 'unsuitable', says: 'What it answers with is packed in a way that is not read here' },
} as const satisfies Record<string, { readonly kind: FailureKind; readonly says: string }>;

export type FailureKind = 'refused' | 'unreachable' | 'ours' | 'unsuitable';
export type FailureCode = keyof typeof codes;

/**
 * Why a page was not had, in words that may be shown to whoever asked. They name no address that a name led to: that would tell a stranger
 * what is inside the network.
 */
export class FetchFailure extends Error {
  readonly code: FailureCode;
  readonly kind: FailureKind;

  constructor(code: FailureCode, cause?: unknown) {
    super(codes[code].says, cause === undefined ? undefined : { cause });
    this.name = 'FetchFailure';
    this.code = code;
    this.kind = codes[code].kind;
  }
}

/** An error of Node's sockets, TLS or HTTP parser as what it means for us. */
export const asFailure = (error: unknown): FetchFailure => {
  if (error instanceof FetchFailure) return error;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  // several addresses were tried: they failed alike, or the first one says what matters
  if (error instanceof AggregateError && error.errors.length > 0) return asFailure(error.errors[0]);
  if (/^(ENETUNREACH|EADDRNOTAVAIL|EAFNOSUPPORT)$/.test(code)) return new FetchFailure('route', error);
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETDOWN|EHOSTDOWN|EACCES|EPERM)$/.test(code))
    return new FetchFailure('connect', error);
  if (code === 'ETIMEDOUT') return new FetchFailure('timeout', error);
  if (/CERT|SELF_SIGNED|UNABLE_TO|^ERR_(SSL|TLS)|^EPROTO$|HOSTNAME_MISMATCH/.test(code))
    return new FetchFailure('tls', error);
  return new FetchFailure('protocol', error);
};
