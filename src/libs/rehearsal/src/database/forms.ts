import type { Request } from '../relay/types.ts';
import type { Kind } from './kinds.ts';

/** What a request of RDS asks for. */
export const formOf = (request: Request) => new URLSearchParams(request.body.toString());

/** As RDS shows it: it keeps identifiers in lower case. */
export const identifierIn = (form: URLSearchParams, { name }: Kind) =>
  (form.get(`${name}Identifier`) ?? '').toLowerCase();

export const keyIn = (form: URLSearchParams, kind: Kind) => kind.key(form.get(`${kind.name}Identifier`) ?? '');

/** What a snapshot is kept under, by its name or its ARN (`arn:aws:rds:…:snapshot:name`, `…:cluster-snapshot:name`). */
export const snapshotIn = (form: URLSearchParams, kind: Kind, parameter = `${kind.snapshot}Identifier`) =>
  kind.key((form.get(parameter) ?? '').replace(/^arn:.*snapshot:/, ''));

export const finalSnapshotIn = (form: URLSearchParams, { key }: Kind) => {
  const name = form.get('FinalDBSnapshotIdentifier');
  return name === null ? undefined : key(name);
};

/** The emulator would keep the password, and it would be saved with its memory. */
export function withoutPassword(request: Request, form: URLSearchParams): Request {
  if (!form.has('MasterUserPassword')) return request;
  const stripped = new URLSearchParams(form);
  stripped.set('MasterUserPassword', 'known-to-postgres-only');
  return { ...request, body: Buffer.from(stripped.toString()) };
}
