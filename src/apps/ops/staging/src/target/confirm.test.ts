import { expect, it } from 'vitest';
import { fakeIo } from '../testing.ts';
import { confirm } from './confirm.ts';
import type { Target } from './target.ts';

const rehearsal = { kind: 'rehearsal' } as Target;
const loss = { what: 'This would remove aws_db_instance.this.', yes: false, always: true };

it('does not ask in the rehearsal when nothing would be lost', async () => {
  await expect(confirm(rehearsal, fakeIo(), { ...loss, always: false })).resolves.toBeUndefined();
});

it('names what would be lost before it asks', async () => {
  const io = fakeIo({ answer: 'yes' });
  await confirm(rehearsal, io, loss);
  expect(io.stderr).toEqual(['This would remove aws_db_instance.this.', 'Where: the rehearsal.']);
});

it.each(['no', '', 'y', 'yes please'])('changes nothing after the answer %j', async (answer) => {
  await expect(confirm(rehearsal, fakeIo({ answer }), loss)).rejects.toMatchObject({
    message: 'Nothing was changed.',
    exitCode: 1,
  });
});

it('asks for --yes when nobody is there', async () => {
  await expect(confirm(rehearsal, fakeIo(), loss)).rejects.toMatchObject({
    hint: expect.stringContaining('--yes'),
    exitCode: 2,
  });
});

it('takes --yes for an answer, and still says what', async () => {
  const io = fakeIo();
  await confirm(rehearsal, io, { ...loss, yes: true });
  expect(io.stderr[0]).toBe(loss.what);
});
