import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { createLogStream, type LogStream } from '../functions/log-stream.ts';
import { accessLine } from './access-log.ts';
import type { ContextValues } from './asked.ts';
import type { ServedApi } from './model.ts';
import type { Outcome } from './serve.ts';

/** The lines of the stages' access logs, in the log group that each stage names. */
export function createAccessLogs(
  logs: CloudWatchLogsClient,
  now: () => Date,
  tell: (subject: string, text: string, level: 'warn') => void,
) {
  const streams = new Map<string, LogStream>();
  return {
    note({ name, stage }: ServedApi, outcome: Outcome): void {
      if (!stage.accessLog) return;
      const { group, format } = stage.accessLog;
      const failed = (error: unknown) => tell(name, `its access log cannot be written: ${error}`, 'warn');
      const stream = streams.get(group) ?? createLogStream({ logs, group, version: 'access', now, failed });
      streams.set(group, stream);
      stream.write(accessLine(format, valuesOf(outcome)));
    },
    end: async () => void (await Promise.all([...streams.values()].map((stream) => stream.flush()))),
  };
}

function valuesOf({ context, status, why = '', answer, integration, tookMs = 0 }: Outcome): ContextValues {
  const error = integration && !answer ? { integrationErrorMessage: why } : {};
  return {
    ...context,
    ...error,
    status: String(status),
    responseLatency: String(tookMs),
    responseLength: String(answer?.body.length ?? 0),
    'error.message': answer ? '' : why,
    ...(integration && {
      integrationLatency: String(integration.latencyMs),
      'integration.latency': String(integration.latencyMs),
      'integration.status': String(integration.status ?? ''),
      integrationStatus: String(integration.status ?? ''),
    }),
  };
}
