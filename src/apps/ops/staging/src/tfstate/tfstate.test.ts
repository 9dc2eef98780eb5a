import { describe, expect, it } from 'vitest';
import { backendIn, withBackend } from './backend.ts';
import { decideStep, type Found } from './decide.ts';
import { lockInfoIn, parseLockInfo, sayHolder } from './lock-info.ts';
import { isLeftBehind } from './locks.ts';
import { parseState } from './parse.ts';
import { chooseUnits, showJson, showPage } from './show.ts';
import { stateText } from './testing.ts';

const found = (changes: Record<string, unknown> = {}): Found => {
  const text = stateText(changes);
  return { text, state: parseState(text, 'here') };
};

describe('a state', () => {
  it('is read with the addresses of what it manages, and without any value', () => {
    const resources = [
      { module: 'module.password["app"]', mode: 'managed', type: 'aws_ssm_parameter', name: 'this', instances: [{}] },
      { mode: 'data', type: 'aws_region', name: 'here', instances: [{}] },
      { mode: 'managed', type: 'aws_subnet', name: 'a', instances: [{ index_key: 0 }, { index_key: 1 }] },
      { mode: 'managed', type: 'aws_ecr_repository', name: 'this', instances: [{ index_key: 'web' }] },
    ];
    expect(parseState(stateText({ resources }), 'here')).toEqual({
      lineage: 'a-lineage',
      serial: 7,
      terraformVersion: '1.11.4',
      resources: [
        'aws_ecr_repository.this["web"]',
        'aws_subnet.a[0]',
        'aws_subnet.a[1]',
        'module.password["app"].aws_ssm_parameter.this',
      ],
    });
    expect(JSON.stringify(parseState(stateText(), 'here'))).not.toContain('secret-value');
  });

  it.each([
    ['half a file', '{ "version": 4, "ser'],
    ['an older format', '{ "version": 3 }'],
    ['a list', '[]'],
  ])('is not %s', (_, text) => {
    expect(() => parseState(text, '/x/terraform.tfstate')).toThrow('/x/terraform.tfstate is damaged');
  });
});

describe('on its way a state', () => {
  const seven = found();
  it.each<[string, Found | undefined, Found | undefined, string]>([
    ['that is nowhere is nothing to move', undefined, undefined, 'nothing'],
    ['that is at its destination alone is moved', undefined, seven, 'moved'],
    ['that is at its source alone is copied', seven, undefined, 'copy'],
    ['that is the same in both places is moved', seven, found(), 'moved'],
    ['that is newer at its source is copied again', found({ serial: 8 }), seven, 'copy'],
    ['that is newer at its destination is kept there', seven, found({ serial: 9 }), 'moved'],
    ['that differs at the same serial is refused', seven, found({ outputs: {} }), 'refuse'],
    ['of another lineage is refused', seven, found({ lineage: 'b' }), 'refuse'],
    ['of another lineage goes over an empty one', seven, found({ lineage: 'b', resources: [] }), 'copy'],
    ['that is empty leaves alone what is there', found({ resources: [] }), found({ lineage: 'b' }), 'moved'],
  ])('%s', (_, source, destination, kind) => {
    expect(decideStep(source, destination).kind).toBe(kind);
  });
});

describe('env.hcl', () => {
  const hcl = '# Where: "local" or "s3"\nlocals {\n  backend = "local"\n  mongodb = false\n}\n';
  it('says where the states are, on one line that can be changed', () => {
    expect(backendIn(hcl)).toBe('local');
    expect(backendIn(withBackend(hcl, 's3'))).toBe('s3');
    expect(withBackend(withBackend(hcl, 's3'), 'local')).toBe(hcl);
  });

  it.each([
    ['another one', 'locals {\n  backend = "gcs"\n}\n'],
    ['none', 'locals {}\n'],
  ])('is refused with %s', (_, text) => {
    expect(() => backendIn(text)).toThrow(/env\.hcl does not say where the state is kept/);
  });
});

const ERROR = `Error message: operation error S3: PutObject, https response error StatusCode: 412
Lock Info:
  ID:        1f3a
  Path:      bookmark-manager-terraform-state-1/staging/network/terraform.tfstate
  Operation: OperationTypeApply
  Who:       mika@laptop
  Version:   1.11.4
  Created:   2026-12-01 03:00:00.123 +0000 UTC
  Info:      

Terraform acquires a state lock to protect the state`;
const now = new Date('2026-12-01T03:05:00Z');

describe('a lock', () => {
  it("is read out of Terraform's own sentence", () => {
    const info = lockInfoIn(ERROR);
    expect(info).toMatchObject({ ID: '1f3a', Who: 'mika@laptop' });
    expect(info && sayHolder(info, now)).toBe('mika@laptop (an apply), for 4 min, since 2026-12-01 03:00:00 UTC');
    expect(lockInfoIn('Error: no such bucket')).toBeUndefined();
    expect(parseLockInfo('')).toBeUndefined();
  });

  it.each([
    ['a dead process of ours', 'mika@laptop', 'staging tfstate migrate, process 7', true],
    ['a living one', 'mika@laptop', 'staging tfstate migrate, process 8', false],
    ['somebody else', 'jo@other', 'staging tfstate migrate, process 7', false],
    ['an apply', 'mika@laptop', '', false],
  ])('of %s', (_, Who, Info, leftBehind) => {
    const info = { ID: '1', Operation: '', Info, Who, Version: '', Created: '', Path: '' };
    const holder = { who: 'mika@laptop', pid: 9, isAlive: (pid: number) => pid === 8 };
    expect(isLeftBehind(info, holder)).toBe(leftBehind);
  });
});

describe('what is shown', () => {
  const { state } = found();
  const lock = parseLockInfo(
    '{"ID":"1f3a","Who":"mika@laptop","Operation":"OperationTypeApply","Created":"2026-12-01T03:00:00Z"}',
  );
  const shown = [
    {
      unit: 'network',
      where: 's3://b/n',
      state: { ...state, bytes: 2049, at: new Date('2026-12-01T00:00:00Z') },
      lock: lock ?? null,
    },
    { unit: 'storage', where: 's3://b/s', state: null, lock: null },
  ];
  it('is a line for each unit, and who holds a lock', () => {
    expect(showPage(shown, now)).toEqual([
      'unit     serial  resources  size   written  lineage        lock    where',
      'network  7       1          3 KiB  3 h ago  a-lineage      locked  s3://b/n',
      'storage  -       -          -      -        there is none          s3://b/s',
      '! network is locked by mika@laptop (an apply), for 5 min, since 2026-12-01 03:00:00 UTC; lock 1f3a',
    ]);
  });

  it('has the addresses when one unit is asked for', () => {
    expect(showPage(shown.slice(0, 1), now).at(-1)).toBe('aws_vpc.this');
    expect(() => chooseUnits(['network'], 'nets')).toThrow('There is no unit "nets".');
  });

  it('can be read by programs', () => {
    expect(showJson('s3', shown)).toMatchObject({
      backend: 's3',
      units: [
        { unit: 'network', serial: 7, at: '2026-12-01T00:00:00.000Z', lock: { who: 'mika@laptop' } },
        { unit: 'storage', state: null, lock: null },
      ],
    });
  });
});
