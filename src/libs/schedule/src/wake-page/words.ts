import type { Because } from '../condition.ts';
import type { Language } from './accept.ts';
import type { StepName, StepStatus } from './progress.ts';
import { ENGLISH } from './words-en.ts';
import { JAPANESE } from './words-ja.ts';

/** Everything that a visitor reads, in one language. Times and time spans come in as text of that language. */
export type Words = {
  place: string;
  asleep: string;
  waking: string;
  ready: string;
  opensAt(time: string): string;
  noStart: string;
  stuck: string;
  wakingNow: string;
  readyNow: string;
  fallen: string;
  why(reason: string): string;
  because: Readonly<Record<Because['code'], string>>;
  /** For a lease that puts it to sleep; `because.lease` is for one that wakes it. */
  stopped: string;
  holiday(name: string): string;
  wake(span: string): string;
  wakeTakes: string;
  progress: string;
  steps: Readonly<Record<StepName, string>>;
  statuses: Readonly<Record<StepStatus, string>>;
  span(hours: number, minutes: number): string;
  back: string;
  notes: Readonly<Record<NoteKind, Note>>;
};

/** What a page may have to say besides the wake page itself. `until` is empty where nothing plans the end. */
export type NoteKind = 'stays' | 'stays-on' | 'ended' | 'foreign' | 'off' | 'failed' | 'lost';
export type Note = { title: string; text(until: string): string };

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, ja: JAPANESE };
