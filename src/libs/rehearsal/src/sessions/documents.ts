import { fault } from '../relay/wire.ts';

/** What a document of Session Manager forwards. */
export type Forwarding = { host: string; port: string; localPort: string };

type Parameters = Readonly<Record<string, readonly string[] | undefined>>;

/** What a StartSession asks for. @throws Fault as AWS words it */
export function forwardingOf(document: string | undefined, given: Parameters = {}): Forwarding {
  const known = DOCUMENTS[document ?? ''];
  if (!known)
    throw fault('InvalidDocument', `Document with name ${document ?? 'SSM-SessionManagerRunShell'} does not exist.`);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown) throw fault('InvalidParameters', `Parameter "${unknown}" is not defined in the document ${document}.`);
  const value = (name: string) => given[name]?.[0];
  const missing = known.find((name) => name !== 'localPortNumber' && !value(name));
  if (missing) throw fault('InvalidParameters', `Parameter "${missing}" is required by the document ${document}.`);
  for (const name of ['portNumber', 'localPortNumber']) {
    const port = value(name);
    if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535))
      throw fault('InvalidParameters', `Parameter "${name}" has the value "${port}", which is no port.`);
  }
  return { host: value('host') ?? '', port: value('portNumber') ?? '', localPort: value('localPortNumber') ?? '0' };
}

const DOCUMENTS: Readonly<Record<string, readonly string[]>> = {
  'AWS-StartPortForwardingSession': ['portNumber', 'localPortNumber'],
  'AWS-StartPortForwardingSessionToRemoteHost': ['host', 'portNumber', 'localPortNumber'],
};
