/** What the rehearsal sends to a function's process: one invocation at a time. */
export type Invocation = {
  id: string;
  event: unknown;
  functionArn: string;
  /** Real milliseconds that it may take. */
  timeoutMs: number;
  /** How far the world is ahead of the machine, in milliseconds. */
  aheadMs: number;
};

export type FunctionError = { errorType: string; errorMessage: string; trace?: string[] };

/** What a function's process sends back, in the order in which it happened. `payload` is JSON text. */
export type Message =
  | { kind: 'ready' }
  | { kind: 'log'; text: string }
  | { kind: 'done'; id: string; payload: string }
  | { kind: 'failed'; id: string; error: FunctionError };
