import { findRow, run } from './table.ts';
import type { Answer, Forward, Handler, Request, Table } from './types.ts';
import { answerJson, answerXml, readJson } from './wire.ts';

const TARGETS: Record<string, string> = {
  budgets: 'AWSBudgetServiceGateway',
  logs: 'Logs_20140328',
  ecs: 'AmazonEC2ContainerServiceV20141113',
};

export const signedFor = (service: string, key = 'rehearsal') =>
  `AWS4-HMAC-SHA256 Credential=${key}/20261201/ap-northeast-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

const BASE = { region: 'ap-northeast-1', account: '123456789012', method: 'POST', url: '/' };

/** A request of a JSON protocol, as the relay hands it to a row. */
export function jsonRequest(
  service: string,
  operation: string,
  input: unknown = {},
  more: Partial<Request> = {},
): Request {
  const headers = { authorization: signedFor(service), 'x-amz-target': `${TARGETS[service] ?? service}.${operation}` };
  return { ...BASE, service, operation, protocol: 'json', headers, body: Buffer.from(JSON.stringify(input)), ...more };
}

/** A form-encoded request (Query, EC2). */
export function formRequest(service: string, operation: string, fields: Record<string, string> = {}): Request {
  const headers = { authorization: signedFor(service), 'content-type': 'application/x-www-form-urlencoded' };
  const body = Buffer.from(new URLSearchParams({ Action: operation, ...fields }).toString());
  return { ...BASE, service, operation, protocol: 'query', headers, body };
}

/** An emulator that answers each operation with what the test says, and remembers what it was asked. */
export function fakeEmulator(answers: Record<string, unknown>): { forward: Forward; asked: Request[] } {
  const asked: Request[] = [];
  return {
    asked,
    forward: async (request) => {
      asked.push(request);
      const answer = answers[request.operation];
      if (answer === undefined) throw new Error(`The fake has no answer to ${request.operation}.`);
      return typeof answer === 'string' ? answerXml(answer) : answerJson(answer);
    },
  };
}

/** Sends a request through a table, with the fake behind it. */
export async function ask(
  table: Table,
  request: Request,
  forward: Forward = fakeEmulator({}).forward,
): Promise<Answer> {
  const row: Handler | undefined = findRow(table, request);
  return row ? run(row, request, forward) : forward(request);
}

/** The same, for JSON: what is answered. */
export async function askJson(table: Table, request: Request, forward?: Forward): Promise<unknown> {
  return readJson<unknown>(await ask(table, request, forward));
}
