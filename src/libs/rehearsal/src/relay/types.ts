export type Protocol = 'json' | 'query' | 'cbor' | 'rest' | 'unknown';

/** What a request asks for. `service` is the signing name: ecs, elasticloadbalancing, monitoring, rds, ssm, … */
export type Call = { service: string; operation: string; protocol: Protocol; region: string; account: string };

export type Request = Call & {
  method: string;
  /** Path and query. */
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
};

export type Answer = { status: number; headers: Record<string, string>; body: Buffer };

/** Sends a request to the emulator as it stands. */
export type Forward = (request: Request) => Promise<Answer>;

/** A row of the relay's table. An operation without a row passes through unchanged. */
export type Handler =
  /** The emulator's answer (2xx only) is corrected. */
  | { kind: 'amend'; amend(request: Request, answer: Answer, forward: Forward): Answer | Promise<Answer> }
  /** The relay answers itself; it may ask the emulator first. */
  | {
      kind: 'answer';
      answer(
        request: Request,
        forward: Forward,
      ):
        | Answer
        | Promise<Answer> /** Runs long and may call the relay itself: a save neither waits for it nor holds it. */;
      long?: true;
    };

/** `service:Operation` (or `service:*`) → handler. */
export type Table = Record<string, Handler>;

/** Where the emulator is to be found. */
export interface Upstream {
  /** Waits while the emulator is started again; throws a `Fault` (503) when that takes too long. */
  address(): Promise<Address>;
  /** After a broken connection: true once another emulator has taken that one's place, false when it is still the same. */
  replaced(address: Address): Promise<boolean>;
}

export type Address = { host: string; port: number };

/** Tells of each successful write (an operation that is no Describe, List, Get, Head, …), after it was answered. */
export type Writes = {
  subscribe(listener: (call: Call) => void): () => void;
};
