import type { ServerResponse } from 'node:http';

/** What the gateway itself says: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html */
export const OWN_ANSWERS = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

export type OwnStatus = keyof typeof OWN_ANSWERS;

/** Answers by itself, in JSON. Nothing when an answer has already begun. */
export function answerOwn(response: ServerResponse, status: number, requestId: string): void {
  if (response.headersSent) return void response.destroy();
  const message = Object.entries(OWN_ANSWERS).find(([code]) => Number(code) === status)?.[1] ?? null;
  const body = JSON.stringify({ message });
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'apigw-requestid': requestId,
  });
  response.end(body);
}
