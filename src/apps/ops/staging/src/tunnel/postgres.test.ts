import { describe, expect, it } from 'vitest';
import { withoutBinding } from './postgres.ts';

/** AuthenticationSASL with these mechanisms. */
function offer(...mechanisms: string[]): Buffer {
  const list = Buffer.from(`${mechanisms.map((name) => `${name}\0`).join('')}\0`);
  const message = Buffer.concat([Buffer.from([0x52, 0, 0, 0, 0, 0, 0, 0, 10]), list]);
  message.writeUInt32BE(message.length - 1, 1);
  return message;
}

describe('what the database offers', () => {
  it('loses what would bind a password to a connection that the client does not see', () => {
    expect(withoutBinding(offer('SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256'))).toEqual(offer('SCRAM-SHA-256'));
  });

  it.each([
    ['without it', offer('SCRAM-SHA-256')],
    ['of another kind', Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0])],
    ['that is an error', Buffer.from('E\0\0\0\x05\0')],
  ])('%s stays as it is', (_, message) => {
    expect(withoutBinding(message)).toEqual(message);
  });
});
