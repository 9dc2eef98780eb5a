import { type Problem, type ProblemCode, paths, problems, problemType } from '@bookmark-manager/contract';
import { HttpException } from '@nestjs/common';
import { maxBodyBytes } from './limits.ts';
import { ProblemError } from './problem-error.ts';

/** Any error as what the caller is told; the words of an error that is not for the caller stay out of it. */
export const toProblem = (error: unknown, requestId: string): Problem => {
  if (error instanceof ProblemError) {
    const { code, message, errors } = error;
    return { ...base(code, requestId), detail: message, ...(errors ? { errors } : {}) };
  }
  if (isDatabaseAway(error)) return base('not-ready', requestId);
  const status = statusOf(error);
  const code = status === undefined ? 'internal' : (byStatus.get(status) ?? (status < 500 ? 'rejected' : 'internal'));
  const words = saidByUs[code] ?? (error instanceof Error ? error.message : undefined);
  const detail = status !== undefined && status < 500 && words ? { detail: words } : {};
  return { ...base(code, requestId), ...(code === 'rejected' ? { status: status ?? 400 } : {}), ...detail };
};

/** What to send instead, where the framework says only that it was wrong. */
const saidByUs: Partial<Record<ProblemCode, string>> = {
  'too-large': `Send no more than ${maxBodyBytes / 1024} KiB; a bookmarks file goes to ${paths.import}`,
  'unsupported-media-type': 'Send application/json, or a bookmarks file as text/html or multipart/form-data',
};

const base = (code: ProblemCode, requestId: string): Problem => ({
  type: problemType(code),
  title: problems[code].title,
  status: problems[code].status,
  requestId,
});

const byStatus = new Map<number, ProblemCode>([
  [400, 'invalid-request'],
  [404, 'not-found'],
  [405, 'method-not-allowed'],
  [413, 'too-large'],
  [415, 'unsupported-media-type'],
]);

/** Nest's errors and Fastify's carry the status that they stand for. */
const statusOf = (error: unknown): number | undefined => {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return undefined;
};

/** Prisma P1000 to P1017: no connection. PostgreSQL 57P01 to 57P03: it is stopping or starting. */
const isDatabaseAway = (error: unknown): boolean => {
  const text = error instanceof Error ? `${error.name} ${'code' in error ? error.code : ''} ${error.message}` : '';
  return /\bP10(0[0-9]|1[0-7])\b|\bP2024\b|\b57P0[123]\b|ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|Connection terminated|timeout exceeded when trying to connect|DatabaseNotReachable|Can't reach database/i.test(
    text,
  );
};
