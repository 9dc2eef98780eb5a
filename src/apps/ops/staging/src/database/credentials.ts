import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { StagingError } from '../errors.ts';
import { PARAMETERS } from '../names.ts';
import type { ClientOptions } from '../target/target.ts';

/** How the database is reached inside the VPC, and as whom. */
export type Credentials = { host: string; port: number; database: string; user: string; password: string };

/** The two users' addresses, as SSM holds them: `admin` owns the database, `application` reads and writes rows. */
export async function readUrls(client: ClientOptions): Promise<{ admin: string; application: string }> {
  const ssm = new SSMClient(client);
  const read = async (name: string) => {
    const request = new GetParameterCommand({ Name: `${PARAMETERS}/${name}`, WithDecryption: true });
    const found = await ssm.send(request).catch((error: unknown) => {
      if (error instanceof Error && error.name === 'ParameterNotFound') return undefined;
      throw error;
    });
    if (!found?.Parameter?.Value)
      throw new StagingError('There is no database yet: nobody has written how it is reached.', { hint: 'staging up' });
    return found.Parameter.Value;
  };
  const [admin, application] = await Promise.all([read('DATABASE_ADMIN_URL'), read('DATABASE_URL')]);
  return { admin, application };
}

/** @throws StagingError when it is no address of a PostgreSQL; its words hold no secret */
export function parseCredentials(url: string): Credentials {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const database = parsed?.pathname.slice(1);
  if (!parsed || !database || !parsed.username || !parsed.hostname)
    throw new StagingError(`${PARAMETERS}/DATABASE_ADMIN_URL is not understood.`, {
      hint: 'staging up writes it anew',
    });
  return {
    host: parsed.hostname,
    port: Number(parsed.port || 5432),
    database: decodeURIComponent(database),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
  };
}

/** The address of the database at this machine's end of a tunnel. TLS is the tunnel's own affair, so it asks for none. */
export function localUrl({ user, password, database }: Credentials, port: number): string {
  return `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@localhost:${port}/${encodeURIComponent(database)}`;
}
