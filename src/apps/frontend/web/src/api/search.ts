import { paths, type Suggestion, suggestionsSchema } from '@bookmark-manager/contract';
import type { Caller } from '../http/caller.ts';
import { type Answer, ask } from './ask.ts';

/** Ways to go on with a search. Whoever types does not wait for them. */
export const suggest = (q: string, caller: Caller): Promise<Answer<readonly Suggestion[]>> =>
  ask({
    path: `${paths.suggest}?${new URLSearchParams({ q, limit: '8' })}`,
    caller,
    deadlineMs: 1_500,
    again: false,
    read: (json) => suggestionsSchema.parse(json).items,
  });
