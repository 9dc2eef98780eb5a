import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StagingError } from '../errors.ts';
import { decideStep, type Found, type Step } from './decide.ts';
import { parseState } from './parse.ts';
import type { Place } from './place.ts';

/** One unit's way from one place to another. */
export type Move = { unit: string; step: Step; source: Found | undefined; destination: Found | undefined };

/**
 * Looks at both places, and decides for each unit.
 * @throws StagingError naming the first unit that only a person can decide, or whose state is damaged
 */
export async function planMoves(units: readonly string[], source: Place, destination: Place): Promise<Move[]> {
  return Promise.all(
    units.map(async (unit) => {
      const [from, to] = await Promise.all([find(source, unit), find(destination, unit)]);
      const step = decideStep(from, to);
      if (step.kind !== 'refuse') return { unit, step, source: from, destination: to };
      throw new StagingError(
        `${unit} has a state in both places, and ${step.why}:\n  ${source.where(unit)}\n  ${destination.where(unit)}`,
        { hint: 'Look at both (staging tfstate show), and move away the one that is wrong. Nothing was changed.' },
      );
    }),
  );
}

async function find(place: Place, unit: string): Promise<Found | undefined> {
  const kept = await place.read(unit);
  return kept && { text: kept.text, state: parseState(kept.text, place.where(unit)) };
}

/** Keeps every text that was found, by unit and place, readable by its owner alone. */
export async function backUp(moves: readonly Move[], from: Place, to: Place, folder: string): Promise<void> {
  const texts = moves.flatMap(({ unit, source, destination }) => [
    { file: `${unit}.${from.backend}.tfstate`, text: source?.text },
    { file: `${unit}.${to.backend}.tfstate`, text: destination?.text },
  ]);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await Promise.all(
    texts.map(({ file, text }) => text && writeFile(join(folder, file), text, { mode: 0o600 })).filter(Boolean),
  );
}

/** Copies what is to be copied, and reads it back. @throws StagingError when another text is read than was written */
export async function copyStates(moves: readonly Move[], destination: Place): Promise<void> {
  for (const { unit, step, source } of moves) {
    if (step.kind !== 'copy' || !source) continue;
    await destination.write(unit, source.text);
    if ((await destination.read(unit))?.text === source.text) continue;
    throw new StagingError(`${destination.where(unit)} does not hold what was written there.`, {
      hint: 'Try again: the state is still where it was.',
    });
  }
}

/** Takes away what was moved. @throws StagingError when it has changed meanwhile: then it stays */
export async function removeMoved(moves: readonly Move[], place: Place): Promise<void> {
  for (const { unit, source } of moves) {
    if (!source) continue;
    const now = (await place.read(unit))?.text;
    if (now !== undefined && now !== source.text) {
      throw new StagingError(`${place.where(unit)} was changed while it was moved, and is kept.`, {
        hint: 'Somebody applied meanwhile, with the former backend. Run this again: it moves what is newer, or says what differs.',
      });
    }
    await place.remove(unit);
  }
}
