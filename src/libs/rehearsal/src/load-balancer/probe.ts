import http from 'node:http';
import https from 'node:https';
import { isExpected, type Outcome } from './health.ts';
import type { HealthCheck, Target } from './model.ts';

/** Asks a target for its health once. `timeoutMs` is real time. */
export type Probe = (target: Target, check: HealthCheck, timeoutMs: number, signal: AbortSignal) => Promise<Outcome>;

/** A health check as an ALB makes it: one GET on a connection of its own, judged by its status code alone. */
export const probe: Probe = async (target, check, timeoutMs, signal) => {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const status = await askStatus(target, check, AbortSignal.any([timeout, signal]));
    if (isExpected(check.matcher, status)) return { ok: true };
    const description = `Health checks failed with these codes: [${status}]`;
    return { ok: false, reason: 'Target.ResponseCodeMismatch', description };
  } catch {
    if (timeout.aborted) return { ok: false, reason: 'Target.Timeout', description: 'Request timed out' };
    return { ok: false, reason: 'Target.FailedHealthChecks', description: 'Health checks failed' };
  }
};

function askStatus(target: Target, check: HealthCheck, signal: AbortSignal): Promise<number> {
  const port = check.port ?? target.port;
  const options = {
    host: target.id,
    port,
    path: check.path,
    agent: false,
    signal,
    headers: { host: `${target.id}:${port}`, 'user-agent': 'ELB-HealthChecker/2.0', connection: 'close' },
    // The targets of an ALB need no certificate that anybody knows.
    rejectUnauthorized: false,
  };
  return new Promise((resolve, reject) => {
    const answered = (response: http.IncomingMessage) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', reject);
    };
    const request = check.protocol === 'HTTPS' ? https.get(options, answered) : http.get(options, answered);
    request.on('error', reject);
  });
}
