import { ACCOUNT_ID } from '../account.ts';
import { findRoute } from './routes.ts';
import type { Call } from './types.ts';

/** A request's first line and headers. */
export type Head = { method: string; url: string; headers: Record<string, string | string[] | undefined> };

/** True when only the body names the operation (Query and EC2 protocols): read it before {@link identify}. */
export function needsBody(head: Head): boolean {
  return head.method === 'POST' && header(head, 'content-type').startsWith('application/x-www-form-urlencoded');
}

/**
 * Says what a request asks for. The service is the name it was signed for; the operation stands in `X-Amz-Target` (JSON), in
 * the form's `Action` (Query, EC2), or in method and URI (REST). Unsigned requests are S3's, or STS's web identity calls.
 */
export function identify(head: Head, body?: string): Call {
  const url = new URL(head.url, 'http://relay');
  const scope = signature(head, url);
  const base = { service: scope.service, region: scope.region, account: accountOf(scope.key) };

  const target = header(head, 'x-amz-target');
  if (target) return { ...base, operation: target.slice(target.lastIndexOf('.') + 1), protocol: 'json' };

  const cbor = /^\/service\/[^/]+\/operation\/([^/]+)$/.exec(url.pathname);
  if (cbor?.[1] && header(head, 'smithy-protocol')) return { ...base, operation: cbor[1], protocol: 'cbor' };

  const action = (needsBody(head) ? new URLSearchParams(body) : url.searchParams).get('Action');
  if (action) {
    const service = base.service || (action.startsWith('AssumeRoleWith') ? 'sts' : '');
    return { ...base, service, operation: action, protocol: 'query' };
  }
  const service = base.service || 's3';
  const operation = url.pathname.startsWith('/moto-api/') ? undefined : findRoute(service, head, url);
  if (operation) return { ...base, service, operation, protocol: 'rest' };
  return { ...base, operation: `${head.method} ${url.pathname}`, protocol: 'unknown' };
}

const NAMED_AS_READ =
  /^(Describe|List|Get|Head|Batch(Get|Check|Describe)|Filter|Query|Scan|Lookup|Search|Select|Test|Validate|Simulate|Estimate|Discover|Decode|Decrypt|Verify)/;

/** Whether an operation may change something. REST says so by its method, the other protocols only by the operation's name. */
export function isWrite(call: Pick<Call, 'operation' | 'protocol'>, method: string): boolean {
  if (call.protocol === 'rest' || call.protocol === 'unknown') return method !== 'GET' && method !== 'HEAD';
  return !NAMED_AS_READ.test(call.operation);
}

function header(head: Head, name: string): string {
  const value = head.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** The access key that a request was signed with; empty for an unsigned one. */
export function accessKeyOf(head: Head): string {
  return signature(head, new URL(head.url, 'http://relay')).key;
}

/** `KEY/date/region/service/aws4_request`, from the header or from a presigned URL. */
function signature(head: Head, url: URL): { key: string; region: string; service: string } {
  const signed = /Credential=([^,\s]+)/.exec(header(head, 'authorization'))?.[1];
  const [key = '', , region = '', service = ''] = (signed ?? url.searchParams.get('X-Amz-Credential') ?? '').split('/');
  return { key, region, service };
}

/** moto takes an access key of twelve digits for an account's number, every other key for the one account. */
function accountOf(key: string): string {
  return /^\d{12}$/.test(key) ? key : ACCOUNT_ID;
}
