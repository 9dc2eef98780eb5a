import type { ProblemCode } from '@bookmark-manager/contract';
import { type Answer, isNobody } from '../../../src/api/ask.ts';
import { type FieldName, type Fields, fields, fieldsIn } from '../../../src/edit/fields.ts';
import { save } from '../../../src/edit/save.ts';
import { pageOfOurs, toSignIn, withProblem } from '../../../src/http/answers.ts';
import { backTo } from '../../../src/http/back.ts';
import { callerFrom } from '../../../src/http/caller.ts';
import { isSameOrigin } from '../../../src/http/same-origin.ts';
import type { ProblemKey } from '../../../src/messages/index.ts';

/** The longest address that may carry what was typed back into the form: servers on the way take 16 kB. */
const maxCarried = 8_000;

/** The form in which a bookmark is edited, with or without JavaScript. */
export const POST = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return withProblem('/', 'foreign');
  const form = await request.formData();
  const field = (name: string): string => String(form.get(name) ?? '');
  const [id, back] = [field('id'), pageOfOurs(form.get('back'))];
  const typed = fieldsIn(form);
  const edit = { id, version: field('version'), typed, was: fieldsIn(form, 'was-') };
  const saved = await save(edit, callerFrom(request.headers));
  if (saved.is === 'conflict')
    return carryingBack({ back, id, typed, problem: 'conflict', names: saved.names, theirs: saved.conflicts });
  if (saved.is !== 'failed') return backTo(back, { notice: saved.is }, id);
  if (isNobody(saved.answer)) return toSignIn(back, 'signed-out');
  const problem = problemOf(saved.answer);
  return problem === 'gone' ? backTo(back, { problem }) : carryingBack({ back, id, typed, problem, names: fields });
};

type Carried = {
  readonly back: string;
  readonly id: string;
  readonly problem: ProblemKey;
  readonly typed: Fields;
  /** Which fields hold what was typed, and which of them were changed elsewhere. */
  readonly names: readonly FieldName[];
  readonly theirs?: readonly FieldName[];
};

/** Back into the form, with what was typed there. */
const carryingBack = ({ back, id, problem, typed, names, theirs = [] }: Carried): Response => {
  const mine = { mine: names.join(','), ...Object.fromEntries(names.map((name) => [name, typed[name]])) };
  const answer = backTo(back, { edit: id, problem, theirs: theirs.join(','), ...mine }, id);
  if ((answer.headers.get('location') ?? '').length <= maxCarried) return answer;
  return backTo(back, { edit: id, problem: problem === 'conflict' ? 'conflict-long' : problem }, id);
};

const problemOf = (answer: Exclude<Answer<unknown>, { kind: 'ok' }>): ProblemKey =>
  answer.kind === 'away' ? 'away' : (byCode[answer.problem.type.split(':').at(-1) as ProblemCode] ?? 'invalid');

const byCode: Partial<Record<ProblemCode, ProblemKey>> = { 'not-found': 'gone', conflict: 'address-taken' };
