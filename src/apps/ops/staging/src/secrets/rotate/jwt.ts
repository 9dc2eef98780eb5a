import { randomBytes } from 'node:crypto';
import { say } from '@bookmark-manager/schedule';
import { StagingError } from '../../errors.ts';
import { type JwtValue, parseJwt, switched, withNext } from '../jwt-value.ts';
import { SECRETS } from '../names.ts';
import { readStored, readValue, writeValue } from '../store.ts';
import type { Rotating } from './rotate.ts';

/** How long tokens of the key before are good. */
const DAY_MS = 24 * 3_600_000;

/**
 * First every task learns the next key, and goes on signing with the old one; then all sign with it, and accept the old one for a day. So
 * whichever task has signed a token, the one beside it accepts it, at any moment of either rollout.
 */
export async function rotateJwtSecret({ tools, note, rollOut }: Rotating): Promise<string[]> {
  const { ssm } = tools;
  const { io } = tools.context;
  const read = async (): Promise<JwtValue> => parseJwt(await readValue(ssm, 'JWT_SECRET')) ?? { current: '' };
  const write = (value: JwtValue) => writeValue(ssm, 'JWT_SECRET', JSON.stringify(value));
  let value = await read();
  const isUntouched = (await readStored(ssm)).get('JWT_SECRET')?.version === note.version;
  if (value.next === undefined && isUntouched) {
    value = withNext(value, randomBytes(SECRETS.JWT_SECRET.generated.bytes).toString('base64url'));
    await write(value);
  }
  if (value.next !== undefined) {
    io.err('  every task learns the next key');
    await rollOut();
    const { current, next } = await read();
    if (next === undefined || next !== value.next || current !== value.current)
      throw new StagingError('Somebody else has written JWT_SECRET.');
    // The tasks' own clock decides when the day is over: they live in the machine's time.
    await write(switched({ current, next }, new Date(Date.now() + DAY_MS)));
  }
  io.err('  every task signs with the new key');
  await rollOut();
  const { previousUntil } = await read();
  const still = previousUntil ? `, the one before is accepted until ${say(new Date(previousUntil))}` : '';
  return [`JWT_SECRET is rotated: the new key signs${still}.`];
}

/** There is room for one key before: a third within the day would end the first one's tokens. */
export function refuseTooSoon(text: string): void {
  const { previousUntil } = parseJwt(text) ?? {};
  if (previousUntil === undefined || Date.parse(previousUntil) <= Date.now()) return;
  throw new StagingError(
    `Tokens of the key before are good until ${say(new Date(previousUntil))}: another rotation would end them.`,
    {
      hint: 'Rotate after that; or sign everybody out at once: staging secrets generate JWT_SECRET --restart',
    },
  );
}
