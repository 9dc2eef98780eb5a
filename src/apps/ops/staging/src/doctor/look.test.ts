import { describe, expect, it } from 'vitest';
import { StagingError } from '../errors.ts';
import { look, orNull } from './look.ts';

const named = (name: string, message = 'no') => Object.assign(new Error(message), { name });

describe('A look', () => {
  it('has what is there', async () => {
    expect(await look(() => 3)).toEqual({ seen: 3 });
    expect(await look(async () => null)).toEqual({ seen: null });
  });

  it.each([
    [named('AccessDeniedException'), 'these credentials may not read it'],
    [named('ThrottlingException'), 'AWS asks to be asked less often; try again in a minute'],
    [named('ExpiredTokenException'), 'there are no valid AWS credentials'],
    [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'the AWS API cannot be reached'],
    [new StagingError('Nothing is applied here yet.'), 'nothing is applied here yet'],
    [named('Odd', 'something.'), 'Odd: something'],
  ])('says why it has not: %s', async (error, unseen) => {
    expect(await look(() => Promise.reject(error))).toEqual({ unseen });
  });

  it('does not wait for ever', async () => {
    expect(await look(() => new Promise(() => undefined), 5)).toEqual({ unseen: 'no answer within 0.005 s' });
  });

  it('takes "there is none" for an answer, and nothing else', async () => {
    expect(await orNull(Promise.reject(named('DBInstanceNotFoundFault')))).toBeNull();
    await expect(orNull(Promise.reject(named('AccessDenied')))).rejects.toThrow('no');
  });
});
