import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { serializeRecording } from '@bookmark-manager/cost';
import { describe, expect, it } from 'vitest';
import type { Context } from '../command.ts';
import { fakeIo, temporaryFolder } from '../testing.ts';
import { readShapes } from './ask.ts';
import type { PlanUnits } from './plan-units.ts';
import { recordingFile, recordingsOf } from './recordings.ts';

const unitsDirectory = join(import.meta.dirname, '../../../../../../infra/terraform/envs/staging');
const shapes = await readShapes({ unitsDirectory });
const ALL = Object.keys(shapes.shapes);

/** A checkout with this infrastructure in which nothing was recorded, and a planning that says what it was asked. */
function fresh() {
  const root = temporaryFolder();
  const config = {
    ...{ root, unitsDirectory, rehearsalDirectory: join(root, '.rehearsal') },
    ...{ onAws: false, noColor: true, environment: {} },
  };
  const context: Context = { config, io: fakeIo() };
  const asked: string[] = [];
  const opened: ('opened' | 'closed')[] = [];
  const plan: PlanUnits = async (shape, units) => {
    asked.push(`${shape}: ${units.join(' ')}`);
    return Object.fromEntries(
      units.map((unit) => [unit, [{ unit, address: `aws_vpc.${shape}`, type: 'aws_vpc', values: {} }]]),
    );
  };
  const open = async () => {
    opened.push('opened');
    return { plan, [Symbol.asyncDispose]: async () => void opened.push('closed') };
  };
  const of = (names: readonly string[], options: { fresh?: boolean } = {}) =>
    recordingsOf(context, shapes, names, { ...options, open });
  return { config, asked, opened, of };
}

describe('plans of shapes', () => {
  it('are made once for units that look at nothing in which the shapes differ, by one emulator', async () => {
    const { asked, opened, of } = fresh();
    const recordings = await of(ALL);
    expect(asked).toHaveLength(ALL.length);
    expect(asked[0]).toBe(`${ALL[0]}: compute database ecr network security storage`);
    const times = (unit: string) => asked.filter((text) => text.includes(unit)).length;
    expect(times('ecr')).toBe(1);
    // one for each front door
    expect(['security', 'storage'].map(times)).toEqual([2, 2]);
    expect(opened).toEqual(['opened', 'closed']);
    expect(recordings.map(({ shape, resources }) => [shape, resources.length])).toEqual(ALL.map((shape) => [shape, 6]));
  });

  it('are not made again when nothing changed, and no emulator is started', async () => {
    const { asked, opened, of } = fresh();
    const first = await of(ALL);
    asked.length = 0;
    opened.length = 0;
    expect(await of(ALL)).toEqual(first);
    expect({ asked, opened }).toEqual({ asked: [], opened: [] });
  });

  it('are taken from the checkout when they were made of what is there', async () => {
    const { config, asked, of } = fresh();
    const [made] = await of(['lean']);
    const recorded = { ...made, shape: 'lean', madeOf: made?.madeOf ?? '', resources: [] };
    const file = recordingFile(config, 'lean');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, serializeRecording(recorded));
    asked.length = 0;
    expect(await of(['lean'])).toEqual([recorded]);
    writeFileSync(file, serializeRecording({ ...recorded, madeOf: 'of something else' }));
    expect(await of(['lean'])).toEqual([made]);
    expect(asked).toEqual([]);
  });

  it('are all made anew when asked for', async () => {
    const { asked, of } = fresh();
    await of(['lean']);
    await of(['lean'], { fresh: true });
    expect(asked).toEqual(Array(2).fill('lean: compute database ecr network security storage'));
  });

  it('end the emulator when one fails', async () => {
    const { config, opened } = fresh();
    const open = async () => {
      opened.push('opened');
      const plan: PlanUnits = () => Promise.reject(new Error('no provider'));
      return { plan, [Symbol.asyncDispose]: async () => void opened.push('closed') };
    };
    const asked = recordingsOf({ config, io: fakeIo() }, shapes, ['lean'], { open });
    await expect(asked).rejects.toThrow('no provider');
    expect(opened).toEqual(['opened', 'closed']);
  });
});
