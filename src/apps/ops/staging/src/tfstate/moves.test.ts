import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fakeIo, temporaryFolder } from '../testing.ts';
import { bucketExists, ensureBucket, tlsOnly } from './bucket.ts';
import { localPlace } from './local-place.ts';
import { freeLocks, type Holder, takeLocks, underLocks } from './locks.ts';
import { backUp, copyStates, planMoves, removeMoved } from './moves.ts';
import { s3Place } from './s3-place.ts';
import { fakeS3, stateText } from './testing.ts';

const UNITS = ['ecr', 'network', 'storage'];
const key = (unit: string) => `staging/${unit}/terraform.tfstate`;

function world() {
  const folder = temporaryFolder();
  const bucket = fakeS3();
  for (const unit of UNITS) {
    mkdirSync(join(folder, unit));
    writeFileSync(join(folder, unit, 'terraform.tfstate'), stateText({ lineage: unit }));
  }
  const file = (unit: string) => join(folder, unit, 'terraform.tfstate');
  return { folder, bucket, file, local: localPlace(folder, async () => new Set()), s3: s3Place(bucket) };
}

async function move({ folder, local, s3 }: ReturnType<typeof world>) {
  const moves = await planMoves(UNITS, local, s3);
  await backUp(moves, local, s3, join(folder, '.backups'));
  await copyStates(moves, s3);
  await removeMoved(moves, local);
}

describe('a move to S3', () => {
  it('ends with every state there, byte for byte, and none in the old place', async () => {
    const here = world();
    await move(here);
    expect(UNITS.map((unit) => here.bucket.objects.get(key(unit)))).toEqual(
      UNITS.map((unit) => stateText({ lineage: unit })),
    );
    expect(UNITS.filter((unit) => existsSync(here.file(unit)))).toEqual([]);
    expect(readdirSync(join(here.folder, '.backups')).sort()).toEqual(UNITS.map((unit) => `${unit}.local.tfstate`));
    await move(here);
    expect([...here.bucket.objects.keys()].sort()).toEqual(UNITS.map(key));
  });

  it('that is broken off at any call goes on when it is made again, and at no moment is a state in no place', async () => {
    const calls = await (async () => {
      const here = world();
      await move(here);
      return here.bucket.calls.length;
    })();
    expect(calls).toBe(3 * UNITS.length);
    for (let broken = 0; broken < calls; broken += 1) {
      const here = world();
      let call = 0;
      here.bucket.before = () => {
        if (call++ === broken) throw new Error('killed');
      };
      await expect(move(here)).rejects.toThrow('killed');
      for (const unit of UNITS)
        expect(existsSync(here.file(unit)) || here.bucket.objects.has(key(unit)), `${unit} after ${broken}`).toBe(true);
      await move(here);
      expect([...here.bucket.objects].sort()).toEqual(UNITS.map((unit) => [key(unit), stateText({ lineage: unit })]));
    }
  });

  it('keeps a state that is changed while it is moved', async () => {
    const here = world();
    const moves = await planMoves(UNITS, here.local, here.s3);
    await copyStates(moves, here.s3);
    writeFileSync(here.file('network'), stateText({ lineage: 'network', serial: 8 }));
    await expect(removeMoved(moves, here.local)).rejects.toThrow(/network.*was changed while it was moved/);
    await move(here);
    expect(here.bucket.objects.get(key('network'))).toContain('"serial":8');
  });

  it('touches nothing when one of the states is of another history', async () => {
    const here = world();
    here.bucket.objects.set(key('storage'), stateText({ lineage: 'strange' }));
    await expect(move(here)).rejects.toThrow(/storage has a state in both places, and they are two states/);
    expect(here.bucket.objects.size).toBe(1);
    expect(existsSync(here.file('ecr'))).toBe(true);
  });

  it('goes back again', async () => {
    const here = world();
    await move(here);
    const moves = await planMoves(UNITS, here.s3, here.local);
    await copyStates(moves, here.local);
    await removeMoved(moves, here.s3);
    expect(here.bucket.objects.size).toBe(0);
    expect(readFileSync(here.file('ecr'), 'utf8')).toBe(stateText({ lineage: 'ecr' }));
  });
});

describe('the bucket of the states', () => {
  it('is made once, and put right each time: versioned, encrypted, closed, over TLS only', async () => {
    const bucket = fakeS3(false);
    const puts = ['PutBucketVersioning', 'PutBucketEncryption', 'PutPublicAccessBlock', 'PutBucketPolicy'];
    await ensureBucket(bucket, { onlyTls: true });
    expect(bucket.calls).toEqual(['HeadBucket', 'CreateBucket', ...puts]);
    bucket.calls.length = 0;
    await ensureBucket(bucket, { onlyTls: true });
    expect(bucket.calls).toEqual(['HeadBucket', ...puts]);
    expect(tlsOnly('b').Statement[0]).toMatchObject({
      Effect: 'Deny',
      Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'],
    });
  });

  it('says the account that has to own it with every call', async () => {
    const here = world();
    here.bucket.before = (operation, input) => {
      if (operation !== 'CreateBucket') expect(input, operation).toMatchObject({ ExpectedBucketOwner: '123456789012' });
    };
    await ensureBucket(here.bucket, { onlyTls: true });
    await using _ = await takeLocks(here.s3, UNITS, fakeIo());
    await move(here);
  });

  it("is refused when it is somebody else's", async () => {
    const others = fakeS3('others');
    await expect(ensureBucket(others, { onlyTls: true })).rejects.toThrow(/not one that account 123456789012 owns/);
    await expect(bucketExists(others)).rejects.toThrow(/nothing is put there/);
    expect(others.calls).toEqual(['HeadBucket', 'HeadBucket']);
  });
});

describe('the locks of a move', () => {
  const holder = (who: string, pid: number, alive: number[] = []): Holder => ({
    ...{ who, pid },
    isAlive: (id) => alive.includes(id),
  });

  it('are held for all units, and let go in the end', async () => {
    const { bucket, s3 } = world();
    {
      await using _ = await takeLocks(s3, UNITS, fakeIo());
      expect([...bucket.objects.keys()]).toEqual(UNITS.map((unit) => `${key(unit)}.tflock`));
    }
    expect(bucket.objects.size).toBe(0);
  });

  it('are held until the work under them has ended', async () => {
    const { bucket, s3 } = world();
    const seen = await underLocks(s3, UNITS, fakeIo(), async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return bucket.objects.size;
    });
    expect({ seen, left: bucket.objects.size }).toEqual({ seen: UNITS.length, left: 0 });
  });

  it('tell the second who holds them, since when, and how they are freed; what it had taken it gives back', async () => {
    const { bucket, s3 } = world();
    await using _ = await takeLocks(s3, ['network'], fakeIo(), holder('mika@laptop', 7));
    await expect(takeLocks(s3, UNITS, fakeIo(), holder('jo@desk', 8))).rejects.toMatchObject({
      message: expect.stringMatching(
        /^network is locked by mika@laptop \(staging tfstate migrate, process 7\), for less than a minute/,
      ),
      hint: expect.stringContaining(`aws s3 rm s3://${bucket.name}/${key('network')}.tflock`),
    });
    expect([...bucket.objects.keys()]).toEqual([`${key('network')}.tflock`]);
  });

  it('of a process that was killed on this machine are taken over', async () => {
    const { s3 } = world();
    const io = fakeIo();
    await takeLocks(s3, ['network'], io, holder('mika@laptop', 7));
    await using _ = await takeLocks(s3, UNITS, io, holder('mika@laptop', 9));
    expect(io.stderr).toEqual(['network: a migration that was killed here left its lock behind; it goes on now.']);
  });
});

it('a start of the rehearsal frees whatever its former runs had locked', async () => {
  const { bucket, s3 } = world();
  await takeLocks(s3, UNITS, fakeIo());
  await freeLocks(s3, UNITS);
  expect(bucket.objects.size).toBe(0);
});

describe('a local lock', () => {
  it.runIf(process.platform === 'linux')(
    'counts while a process has it, not by the file that a killed one leaves',
    async () => {
      const here = world();
      const info = { ID: '1', Who: 'mika@laptop', Created: '2026-12-01T03:00:00Z' };
      writeFileSync(join(here.folder, 'ecr', '.terraform.tfstate.lock.info'), JSON.stringify(info));
      expect(await here.local.holder('ecr')).toBeUndefined();
      const { ino } = statSync(here.file('ecr'));
      const locked = localPlace(here.folder, async () => new Set([ino]));
      expect((await locked.holder('ecr'))?.Who).toBe('mika@laptop');
      expect(await locked.holder('network')).toBeUndefined();
    },
  );
});
