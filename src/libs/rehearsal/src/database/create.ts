import type { Answer, Forward, Request } from '../relay/types.ts';
import { fault } from '../relay/wire.ts';
import { each } from '../relay/xml.ts';
import { formOf, keyIn, withoutPassword } from './forms.ts';
import type { Instances } from './instances.ts';
import type { Kind } from './kinds.ts';
import type { Wanted } from './make.ts';
import { overlayFor } from './overlay.ts';

export type Creation = {
  kind: Kind;
  /** What its data will be: new, or a copy of a folder. */
  wanted: Wanted | { copyOf: string };
  masterUsername: string;
  request: Request;
  forward: Forward;
};

/** Its data is made first: an instance that the emulator knows has data, however the rehearsal ends in between. */
export async function createInstance(instances: Instances, creation: Creation): Promise<Answer> {
  const { kind, wanted, masterUsername, request, forward } = creation;
  const form = formOf(request);
  const identifier = keyIn(form, kind);
  if (instances.all.has(identifier)) return forward(withoutPassword(request, form));
  const prepared = await instances.prepare(identifier, wanted).catch((error: Error) => {
    throw fault('InsufficientDBInstanceCapacity', `The rehearsal cannot make this database: ${error.message}`);
  });
  const answer = await forward(withoutPassword(request, form));
  if (answer.status >= 300) {
    prepared.discard();
    return answer;
  }
  const xml = answer.body.toString();
  const [endpoint = `${identifier}.rds.amazonaws.com`, ...names] = kind.endpoints.flatMap((path) =>
    find(xml, `${kind.name}/${path}`),
  );
  await prepared.adopt({ identifier, endpoint, names, masterUsername, forceTls: true });
  return { ...answer, body: Buffer.from(overlayFor(kind)(instances.all)(xml)) };
}

function find(xml: string, path: string): string[] {
  const found: string[] = [];
  each(xml, path, (inner) => {
    found.push(inner);
    return undefined;
  });
  return found.slice(0, 1);
}
