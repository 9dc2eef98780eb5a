import type { ContextValues } from './asked.ts';

/**
 * A line of the access log: each `$context.name` of the stage's format replaced by its value, `-` where there is none.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
 */
export function accessLine(format: string, values: ContextValues): string {
  return format.replace(/\$context\.([\w.-]*\w)/g, (_, name: string) => {
    const value = values[name];
    // In a line of JSON a caller's quote must not end the text that it stands in.
    return value === undefined || value === '' ? '-' : JSON.stringify(value).slice(1, -1);
  });
}
