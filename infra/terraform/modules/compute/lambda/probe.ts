import { createHash, createHmac, type Hash } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';

type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

/** Asks a route that only this function's role may ask: the status of the answer, null when there is none. */
export type Probe = (url: string) => Promise<number | null>;

/** Shorter than what whoever asks the scheduler how it is waits for it. */
const TIMEOUT_MS = 2500;

export function createProbe(dependencies: {
  region: string;
  credentials: () => Promise<Credentials>;
  fetch: typeof fetch;
}): Probe {
  const { region, credentials } = dependencies;
  const signer = new SignatureV4({ service: 'execute-api', region, credentials, sha256: Sha256 });
  return async (url) => {
    const { protocol, hostname, pathname, host } = new URL(url);
    const request = { method: 'GET', protocol, hostname, path: pathname, headers: { host } };
    const { headers } = await signer.sign(request);
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const answer = await dependencies.fetch(url, { headers, redirect: 'manual', signal });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      // Nobody there, or not in time: what is not healthy yet is no fault.
      return null;
    }
  };
}

/** Node's own hash, in the form that the signer takes. */
class Sha256 {
  readonly #secret: Uint8Array | string | undefined;
  #hash: Pick<Hash, 'digest'> & { update(data: string | Uint8Array): unknown };

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#secret = secret === undefined || typeof secret === 'string' ? secret : bytes(secret);
    this.#hash = this.#fresh();
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(typeof data === 'string' ? data : bytes(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    this.#hash = this.#fresh();
  }

  #fresh() {
    return this.#secret === undefined ? createHash('sha256') : createHmac('sha256', this.#secret);
  }
}

function bytes(data: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
