import type { Request } from '../relay/types.ts';

/** What a request of RDS asks for. */
export const formOf = (request: Request) => new URLSearchParams(request.body.toString());

/** RDS keeps identifiers in lower case. */
export const identifierIn = (form: URLSearchParams) => (form.get('DBInstanceIdentifier') ?? '').toLowerCase();

/** By name, or by ARN (`arn:aws:rds:…:snapshot:name`). */
export const snapshotIn = (form: URLSearchParams) =>
  (form.get('DBSnapshotIdentifier') ?? '').replace(/^arn:.*:snapshot:/, '').toLowerCase();

export const finalSnapshotIn = (form: URLSearchParams) => form.get('FinalDBSnapshotIdentifier')?.toLowerCase();

/** The emulator would keep the password, and it would be saved with its memory. */
export function withoutPassword(request: Request, form: URLSearchParams): Request {
  if (!form.has('MasterUserPassword')) return request;
  const stripped = new URLSearchParams(form);
  stripped.set('MasterUserPassword', 'known-to-postgres-only');
  return { ...request, body: Buffer.from(stripped.toString()) };
}
