import type { Answer, Forward, Request } from '../relay/types.ts';
import { fault } from '../relay/wire.ts';
import { child, each } from '../relay/xml.ts';
import { formOf, identifierIn, withoutPassword } from './forms.ts';
import type { Instances } from './instances.ts';
import type { Wanted } from './make.ts';
import { overlayOf } from './overlay.ts';

export type Creation = {
  /** What its data will be: new, or a copy of a folder. */
  wanted: Wanted | { copyOf: string };
  masterUsername: string;
  request: Request;
  forward: Forward;
};

/** Its data is made first: an instance that the emulator knows has data, however the rehearsal ends in between. */
export async function createInstance(instances: Instances, creation: Creation): Promise<Answer> {
  const { wanted, masterUsername, request, forward } = creation;
  const form = formOf(request);
  const identifier = identifierIn(form);
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
  const endpoint = find(xml, 'Endpoint', 'Address') ?? `${identifier}.rds.amazonaws.com`;
  await prepared.adopt({ identifier, endpoint, masterUsername, forceTls: true });
  return { ...answer, body: Buffer.from(overlayOf(instances.all)(xml)) };
}

function find(xml: string, path: string, name: string): string | undefined {
  let found: string | undefined;
  each(xml, path, (inner) => {
    found ??= child(inner, name);
    return undefined;
  });
  return found;
}
