import { newUploadSchema, uploadSchema } from '@bookmark-manager/contract';
import { z } from 'zod';
import { finishUpload, startUpload } from '../../../src/api/files.ts';
import { callerFrom } from '../../../src/http/caller.ts';
import { isSameOrigin } from '../../../src/http/same-origin.ts';
import { problemOf, statusOf } from '../../../src/import-problems.ts';
import type { ProblemKey } from '../../../src/messages/index.ts';

const askedSchema = z.union([newUploadSchema, uploadSchema.pick({ id: true })]);

/** What the import form's script asks for a file that is too large for the door: first a form for the bucket, then the import of what was sent. */
export const POST = async (request: Request): Promise<Response> => {
  const refuse = (problem: ProblemKey) => Response.json({ problem }, { status: statusOf[problem] ?? 400 });
  if (!isSameOrigin(request.headers)) return refuse('foreign');
  const asked = askedSchema.safeParse(await request.json().catch(() => undefined));
  if (!asked.success) return refuse('invalid');
  const caller = callerFrom(request.headers);
  if ('bytes' in asked.data) {
    const answer = await startUpload(asked.data.bytes, caller);
    return answer.kind === 'ok' ? Response.json(answer.value) : refuse(problemOf(answer));
  }
  const answer = await finishUpload(asked.data.id, caller);
  return answer.kind === 'ok' ? Response.json({ page: `/import/${answer.value.id}` }) : refuse(problemOf(answer));
};
