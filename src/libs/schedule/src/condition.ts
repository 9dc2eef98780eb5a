import type { Holiday } from './calendar/holidays.ts';

/** What the environment should be. */
export type Condition = 'awake' | 'asleep';

/** What the environment is. */
export type ObservedCondition = Condition | 'waking' | 'falling-asleep';

/** Why it should be so: `code` for programs, `text` for people (it may quote what someone wrote in a lease). */
export type Because = {
  code:
    | 'office-hours'
    | 'outside-hours'
    | 'weekend'
    | 'holiday'
    | 'closed-day'
    | 'open-day'
    | 'lease'
    | 'hold'
    | 'visit'
    | 'always'
    | 'never';
  text: string;
  /** Of code `holiday`: which one. */
  holiday?: Holiday;
};

/** A decision that holds until the condition changes; `until` is null when nothing is going to change it. */
export type Desired = { condition: Condition; because: Because; until: Date | null };

/** A moment at which the desired condition changes. */
export type Change = { at: Date; condition: Condition; because: Because };
