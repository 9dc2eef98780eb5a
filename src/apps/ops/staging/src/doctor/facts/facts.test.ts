import { describe, expect, it } from 'vitest';
import { chosenIn } from './env-hcl.ts';
import { lockOf } from './locks.ts';

describe('env.hcl', () => {
  it('says what the team chose', () => {
    const text =
      '# backend = "s3"\nlocals {\n  backend = "local" # for now\n  mongodb = false\n  allow_http = true\n}\n';
    expect(chosenIn(text)).toEqual({ backend: 'local', mongodb: false, allowHttp: true });
  });
  it('says nothing where a value is computed', () => {
    expect(chosenIn('locals {\n  backend = local.x ? "s3" : "local"\n}\n')).toEqual({
      backend: null,
      mongodb: null,
      allowHttp: null,
    });
  });
});

describe('A lock', () => {
  const info = { ID: 'abc', Operation: 'OperationTypeApply', Who: 'ann@laptop', Created: '2026-12-01T00:00:00Z' };
  it('names who holds it', () => {
    expect(lockOf('compute', JSON.stringify(info), false)).toMatchObject([
      { who: 'ann@laptop', id: 'abc', unit: 'compute' },
    ]);
  });
  it('is none when its file is gone', () => {
    expect(lockOf('compute', '', false)).toEqual([]);
  });
  it('is somebody, where it cannot be read', () => {
    expect(lockOf('compute', '{', true)).toMatchObject([{ who: 'somebody', local: true }]);
  });
});
