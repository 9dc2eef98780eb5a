import type { ProblemCode } from '@bookmark-manager/contract';
import { type Answer, isNobody } from '../api/ask.ts';
import { toSignIn, withNotice, withProblem } from '../http/answers.ts';
import type { Caller } from '../http/caller.ts';
import type { NoticeKey, ProblemKey } from '../messages/index.ts';

/** What a form sent. */
export type Fields = {
  /** One value, without the white space around it; empty when there is none. */
  readonly text: (name: string) => string;
  /** One value as it was typed: a password. */
  readonly raw: (name: string) => string;
  /** Every value of a name. */
  readonly all: (name: string) => readonly string[];
};

/** What a form does, and the page that it is on: there its reader comes back to. */
export type Deed = {
  readonly page: string;
  readonly act: (fields: Fields, caller: Caller, headers: Headers) => Promise<Response>;
};

type Afterwards<T> = {
  readonly page: string;
  /** What to say when it is done, or where to go. */
  readonly done: NoticeKey | ((value: T) => Response);
  /** What a refusal means here, by its code. */
  readonly problems?: Partial<Record<ProblemCode, ProblemKey>>;
  /** What was typed, to be there again. */
  readonly typed?: Readonly<Record<string, string>>;
};

/** Where a form's reader goes, by what the API said. */
export const afterwards = <T>(
  answer: Answer<T>,
  { page, done, problems = {}, typed = {} }: Afterwards<T>,
): Response => {
  if (answer.kind === 'ok') return typeof done === 'string' ? withNotice(page, done) : done(answer.value);
  if (isNobody(answer)) return toSignIn(page, 'signed-out');
  if (answer.kind === 'away') return withProblem(page, 'away', typed);
  return withProblem(page, problems[codeOf(answer.problem.type)] ?? 'invalid', typed);
};

const codeOf = (type: string): ProblemCode => type.slice(type.lastIndexOf(':') + 1) as ProblemCode;
