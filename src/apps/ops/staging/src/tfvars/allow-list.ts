import { StagingError, usageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { cidrMistake, toCidr } from './cidr.ts';
import { addToList, removeFromList } from './edit.ts';
import { ALLOW_LIST, allowListOf, readTfvars, understand, writeAtomically } from './file.ts';
import { whileLocked } from './lock.ts';

export type Change = {
  file: string;
  /** What the load balancer lets in now: kept, whoever wrote it, so that nobody is locked out by another's file. */
  applied: readonly string[];
  io: Pick<Io, 'out' | 'err'>;
  dryRun: boolean;
  rehearsal: boolean;
};

/** Puts addresses into the file, together with those that are applied. */
export async function addAddresses(
  change: Change & { additions: readonly string[]; why?: string | undefined },
): Promise<void> {
  const additions = change.additions.map(toCidr);
  for (const value of additions) {
    const mistake = cidrMistake(value);
    if (mistake) throw usageError(mistake);
  }
  const { why } = change;
  const comment = why ? { comment: why.replaceAll('\n', ' ') } : {};
  await edit(change, (text) =>
    addToList(text, ALLOW_LIST, [...additions.map((value) => ({ value, ...comment })), ...kept(change.applied)]),
  );
}

/** Takes addresses out of the file; those that are applied stay. */
export async function removeAddress(change: Change & { addresses: readonly string[] }): Promise<void> {
  const gone = change.addresses.map(toCidr);
  await edit(change, (text, before) => {
    const known = new Set([...before, ...change.applied]);
    for (const value of gone) {
      if (!known.has(value))
        throw new StagingError(`${value} is not on the allow-list.`, { hint: 'staging allow list' });
      if (change.rehearsal && value === LOOPBACK)
        throw new StagingError(`${LOOPBACK} is always allowed in the rehearsal.`);
    }
    const merged = addToList(text, ALLOW_LIST, kept(change.applied.filter((value) => !gone.includes(value))));
    const edited = gone.reduce((left, value) => removeFromList(left, ALLOW_LIST, value), merged);
    if (allowListOf(edited, change.file).length > 0) return edited;
    throw new StagingError('That would let nobody in.', { hint: 'Add another address first: staging allow add' });
  });
}

const LOOPBACK = '127.0.0.1/32';

const kept = (applied: readonly string[]) => applied.map((value) => ({ value, comment: 'applied' }));

/** Reads, edits and writes the file while nobody else does. */
async function edit(change: Change, work: (text: string, before: readonly string[]) => string): Promise<void> {
  await whileLocked(change.file, async () => {
    const text = await readTfvars(change.file);
    const before = allowListOf(text, change.file);
    await finish(
      change,
      text,
      understand(change.file, () => work(text, before)),
      before,
    );
  });
}

async function finish(
  { file, io, dryRun }: Change,
  text: string,
  edited: string,
  before: readonly string[],
): Promise<void> {
  const after = allowListOf(edited, file);
  if (dryRun) return io.out(`# ${file}\n${edited.trimEnd()}`);
  if (edited === text) return io.out(`Nothing to change in ${file}.`);
  await writeAtomically(file, edited);
  for (const value of after.filter((each) => !before.includes(each))) io.out(`+ ${value}`);
  for (const value of before.filter((each) => !after.includes(each))) io.out(`- ${value}`);
  io.err(`Written to ${file}; it counts after: staging up`);
}
