import * as z from 'zod';

/** What a stream message carries. */
export const PAYLOAD = {
  data: 1,
  error: 2,
  size: 3,
  handshakeRequest: 5,
  handshakeResponse: 6,
  handshakeComplete: 7,
  flag: 10,
  stdErr: 11,
  exitCode: 12,
} as const;

/** The value of a `flag` payload. */
export const FLAG = { disconnectPort: 1, terminate: 2, connectFailed: 3 } as const;

/** Flags of a message's header. */
export const SYN = 1;
export const ACKNOWLEDGE = 3;

/** The most bytes of a payload of data, on both sides. */
export const MOST_BYTES = 1024;

/** The version of the published client whose protocol this is: an agent decides by it how it speaks. */
export const CLIENT_VERSION = '1.2.707.0';

/** An agent newer than the first multiplexes the connections of a port session. */
export const MULTIPLEXES_AFTER = '3.0.196.0';

/** The first frame of a client, as text. */
export const openDataChannel = z.object({
  MessageSchemaVersion: z.string(),
  RequestId: z.string(),
  TokenValue: z.string(),
  ClientId: z.string(),
  ClientVersion: z.string().optional(),
});

export const acknowledgement = z.object({
  AcknowledgedMessageType: z.string(),
  AcknowledgedMessageId: z.string(),
  AcknowledgedMessageSequenceNumber: z.number(),
  IsSequentialMessage: z.boolean().optional(),
});

export const handshakeRequest = z.object({
  AgentVersion: z.string(),
  RequestedClientActions: z.array(z.object({ ActionType: z.string(), ActionParameters: z.unknown() })),
});

export const sessionType = z.object({ SessionType: z.string(), Properties: z.unknown().optional() });

export const ACTION = { done: 1, failed: 2, unsupported: 3 } as const;

export const handshakeResponse = z.object({
  ClientVersion: z.string(),
  ProcessedClientActions: z
    .array(z.object({ ActionType: z.string(), ActionStatus: z.number(), Error: z.string().optional() }))
    .nullable(),
});

export const channelClosed = z.object({ Output: z.string().default('') });

export const terminalSize = z.object({ cols: z.number().int().positive(), rows: z.number().int().positive() });

/** Whether the version `3.3.40.0` is newer than another. */
export function newerThan(version: string, other: string): boolean {
  const [mine, theirs] = [version, other].map((text) => text.split('.').map(Number));
  for (let at = 0; at < 4; at += 1) {
    const difference = (mine?.[at] ?? 0) - (theirs?.[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

export const flagPayload = (flag: number): Buffer => {
  const payload = Buffer.alloc(4);
  payload.writeUInt32BE(flag);
  return payload;
};

export const jsonPayload = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
