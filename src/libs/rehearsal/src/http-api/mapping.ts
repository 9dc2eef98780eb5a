import { type RawHeaders, valuesOf } from '../load-balancer/headers.ts';
import type { ContextValues } from './asked.ts';

/** What a mapping may look at. */
export type Source = { context: ContextValues; headers: RawHeaders; query: string; path: string };

/**
 * `overwrite:header.x-door-client` → its header; undefined for every other mapping, which nothing here plays.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function overwrittenHeader(key: string): string | undefined {
  return /^overwrite:header\.([\w-]+)$/i.exec(key)?.[1]?.toLowerCase();
}

/** A mapping's value: a fixed text, `$context.name`, `$request.header.name`, …, or a text with `${…}` in it. What is not there is empty. */
export function mappedValue(written: string, source: Source): string {
  const whole = /^\$(context|request)\.[\w.-]+$/.test(written);
  if (whole) return lookUp(written.slice(1), source);
  return written.replace(/\$\{([\w.-]+)\}/g, (_, name: string) => lookUp(name, source));
}

/** The caller's headers with those that the integration overwrites; one whose value is empty is sent by nobody. */
export function overwritten(
  headers: RawHeaders,
  overwrites: readonly { header: string; value: string }[],
  source: Source,
): string[] {
  const names = new Set(overwrites.map(({ header }) => header));
  const kept = headers.filter((_, index) => !names.has((headers[index - (index % 2)] ?? '').toLowerCase()));
  const added = overwrites.flatMap(({ header, value }) => {
    const text = mappedValue(value, source);
    return text === '' ? [] : [header, text];
  });
  return [...kept, ...added];
}

function lookUp(name: string, { context, headers, query, path }: Source): string {
  const [kind = '', place = '', ...rest] = name.split('.');
  const inner = rest.join('.');
  if (kind === 'context') return context[name.slice('context.'.length)] ?? '';
  if (place === 'path') return path;
  if (place === 'header') return valuesOf(headers, inner.toLowerCase()).join(',');
  if (place === 'querystring') return new URLSearchParams(query).getAll(inner).join(',');
  return '';
}
