import { describe, expect, it } from 'vitest';
import { composeTables, findRow } from './table.ts';
import { askJson, fakeEmulator, jsonRequest } from './testing.ts';
import { amendJson, answering, readJson } from './wire.ts';

type Trail = { by: string[] };
const amend = (name: string) => amendJson<object, Trail>((_, output) => ({ by: [...output.by, name] }));
const answer = (name: string) =>
  answering(async (_, request, forward) => ({ by: [...readJson<Trail>(await forward(request)).by, name] }));

describe('rows for one operation', () => {
  const get = jsonRequest('x', 'Get');
  const emulator = () => fakeEmulator({ Get: { by: ['emulator'] }, Other: { by: ['emulator'] } });

  it.each([
    ['amend one after the other', [amend('a'), amend('b')], ['emulator', 'a', 'b']],
    ['answer on top of what an earlier row amends', [amend('a'), answer('b')], ['emulator', 'a', 'b']],
    ['are amended after an earlier row answered', [answer('a'), amend('b')], ['emulator', 'a', 'b']],
    ['answer through each other', [answer('a'), answer('b'), amend('c')], ['emulator', 'a', 'b', 'c']],
  ])('%s', async (_, rows, by) => {
    const table = composeTables(...rows.map((row) => ({ 'x:Get': row })));
    expect(await askJson(table, get, emulator().forward)).toEqual({ by });
  });

  it('reach the emulator directly when they ask for something else', async () => {
    const asking = answering(async (_, request, forward) => {
      const other = { ...request, headers: jsonRequest('x', 'Other').headers };
      return readJson(await forward(other));
    });
    const table = composeTables({ 'x:Get': amend('a') }, { 'x:Get': asking });
    expect(await askJson(table, get, emulator().forward)).toEqual({ by: ['emulator'] });
  });

  it('are long when one of them is', () => {
    const long = { ...answer('a'), long: true as const };
    expect(findRow(composeTables({ 'x:Get': amend('b') }, { 'x:Get': long }), get)).toMatchObject({ long: true });
    expect(findRow(composeTables({ 'x:Get': long }, { 'x:Get': amend('b') }), get)).toMatchObject({ long: true });
    expect(findRow(composeTables({ 'x:Get': answer('a') }, { 'x:Get': amend('b') }), get)).not.toHaveProperty('long');
  });

  it("go before their service's row", () => {
    const own = amend('own');
    expect(findRow({ 'x:*': amend('all'), 'x:Get': own }, get)).toBe(own);
    expect(findRow({ 'x:*': own }, get)).toBe(own);
    expect(findRow({ 'y:*': own }, get)).toBeUndefined();
  });
});
