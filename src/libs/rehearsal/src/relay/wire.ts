import { randomUUID } from 'node:crypto';
import { renderCborFault } from './cbor.ts';
import type { Answer, Forward, Handler, Request } from './types.ts';
import { escapeXml } from './xml.ts';

/** A JSON object as it came over the wire. */
export type Json = Record<string, unknown>;

/** An error that AWS would answer with. Thrown by any handler; the relay words it in the request's own protocol. */
export class Fault extends Error {
  readonly type: string;
  readonly status: number;
  constructor(type: string, message: string, status = 400) {
    super(message);
    this.name = 'Fault';
    this.type = type;
    this.status = status;
  }
}

/** The error to throw: `type` as AWS names it (`InvalidParameterException`), HTTP status 400 unless told otherwise. */
export function fault(type: string, message: string, status = 400): Fault {
  return new Fault(type, message, status);
}

/** The JSON value in a request or an answer; `{}` for an empty body. */
export function readJson<T = Json>(message: { body: Buffer }): T {
  return (message.body.length > 0 ? JSON.parse(message.body.toString()) : {}) as T;
}

/** An answer of the JSON protocols. */
export function answerJson(value: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID(), ...headers },
    body: Buffer.from(JSON.stringify(value ?? {})),
  };
}

/** An answer that is XML already (Query protocol: with `<XResponse>` around it). */
export function answerXml(xml: string, status = 200): Answer {
  const id = randomUUID();
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': id }, body: Buffer.from(xml) };
}

const XML_OVER_REST = ['s3', 'route53'];

/** Words a fault as the request's protocol does: JSON, or XML for Query, EC2 and S3. */
export function renderFault(error: Fault, request: { protocol: string; service: string }): Answer {
  const { type, message, status } = error;
  if (request.protocol === 'cbor') return renderCborFault(error);
  if (request.protocol !== 'query' && !XML_OVER_REST.includes(request.service)) {
    return answerJson({ __type: type, message, Message: message }, status, { 'x-amzn-errortype': type });
  }
  const inner = `<Code>${escapeXml(type)}</Code><Message>${escapeXml(message)}</Message>`;
  const id = `<RequestId>${randomUUID()}</RequestId>`;
  if (request.service === 's3') return answerXml(`<Error>${inner}${id}</Error>`, status);
  if (request.service === 'ec2')
    return answerXml(`<Response><Errors><Error>${inner}</Error></Errors>${id}</Response>`, status);
  return answerXml(`<ErrorResponse><Error><Type>Sender</Type>${inner}</Error>${id}</ErrorResponse>`, status);
}

/** Amends a JSON answer. The edit may change `output` in place, or return what replaces it. */
export function amendJson<Input = Json, Output = Json>(
  edit: (input: Input, output: Output, request: Request) => Output | undefined,
): Handler {
  return {
    kind: 'amend',
    amend(request, answer) {
      const output = readJson<Output>(answer);
      const edited = edit(readJson<Input>(request), output, request) ?? output;
      return { ...answer, body: Buffer.from(JSON.stringify(edited)) };
    },
  };
}

/** Amends an XML answer of a form-encoded request (Query and EC2 protocols). */
export function amendXml(edit: (xml: string, form: URLSearchParams, request: Request) => string): Handler {
  return {
    kind: 'amend',
    amend(request, answer) {
      const xml = edit(answer.body.toString(), new URLSearchParams(request.body.toString()), request);
      return { ...answer, body: Buffer.from(xml) };
    },
  };
}

/** Answers a JSON operation; a thrown {@link Fault} becomes the error answer, and so does an emulator's error answer thrown as it is. */
export function answering<Input = Json>(
  make: (input: Input, request: Request, forward: Forward) => unknown,
): Handler & { kind: 'answer' } {
  return {
    kind: 'answer',
    async answer(request, forward) {
      try {
        return answerJson(await make(readJson<Input>(request), request, forward));
      } catch (error) {
        if (error instanceof Fault) return renderFault(error, request);
        throw error;
      }
    },
  };
}
