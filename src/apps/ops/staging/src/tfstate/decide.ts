import type { State } from './parse.ts';

/** A state as it was found: what it says, and its text byte for byte. */
export type Found = { state: State; text: string };

/** What to do with one unit's state on its way from one place to another. */
export type Step =
  /** There is none to move. */
  | { kind: 'nothing' }
  | { kind: 'copy' }
  /** The other place has it already, as new or newer. */
  | { kind: 'moved' }
  /** Two histories, or two presents of one: only a person can know which is right. */
  | { kind: 'refuse'; why: string };

/**
 * Decides by lineage and serial, as Terraform does, so that a move that was interrupted anywhere can be made again, and
 * nothing newer is ever overwritten.
 */
export function decideStep(source: Found | undefined, destination: Found | undefined): Step {
  if (!source) return { kind: destination ? 'moved' : 'nothing' };
  if (!destination) return { kind: 'copy' };
  const [from, to] = [source.state, destination.state];
  if (from.lineage !== to.lineage) {
    if (to.resources.length === 0) return { kind: 'copy' };
    if (from.resources.length === 0) return { kind: 'moved' };
    return { kind: 'refuse', why: 'they are two states that were never the same (another lineage)' };
  }
  if (to.serial > from.serial) return { kind: 'moved' };
  if (to.serial < from.serial) return { kind: 'copy' };
  if (source.text === destination.text) return { kind: 'moved' };
  return { kind: 'refuse', why: `both are at serial ${from.serial}, and differ` };
}
