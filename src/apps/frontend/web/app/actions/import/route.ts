import { maxImportBytes } from '@bookmark-manager/contract';
import { isNobody } from '../../../src/api/ask.ts';
import { startImport } from '../../../src/api/client.ts';
import { seeOther, toSignIn, withProblem } from '../../../src/http/answers.ts';
import { callerFrom } from '../../../src/http/caller.ts';
import { isSameOrigin } from '../../../src/http/same-origin.ts';
import { problemOf, statusOf } from '../../../src/import-problems.ts';
import type { ProblemKey } from '../../../src/messages/index.ts';

const formBytes = 64 * 1024;

/** The import form. The file is passed on as it arrives and never held here. Answers a page's script with JSON, a plain form with a page. */
export const POST = async (request: Request): Promise<Response> => {
  const forScript = request.headers.get('accept')?.includes('application/json') ?? false;
  const refuse = (problem: ProblemKey) =>
    forScript ? Response.json({ problem }, { status: statusOf[problem] ?? 400 }) : withProblem('/import', problem);

  if (!isSameOrigin(request.headers)) return refuse('foreign');
  if (Number(request.headers.get('content-length') ?? 0) > maxImportBytes + formBytes) return refuse('too-large');
  if (request.body === null) return refuse('no-file');
  const contentType = request.headers.get('content-type') ?? '';
  const answer = await startImport({ body: request.body, contentType }, callerFrom(request.headers));
  if (isNobody(answer) && !forScript) return toSignIn('/import', 'signed-out');
  if (answer.kind !== 'ok') return refuse(problemOf(answer));
  const page = `/import/${answer.value.id}`;
  return forScript ? Response.json({ page }) : seeOther(page);
};
