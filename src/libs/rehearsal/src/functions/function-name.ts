/** Which function, and which version or alias of it (`$LATEST` when it says none). */
export type FunctionReference = { name: string; qualifier?: string };

/** Reads every form that Lambda takes: `name`, `name:qualifier`, `account:function:name`, or an ARN with or without a qualifier. */
export function parseFunctionName(text: string): FunctionReference {
  const words = text.split(':');
  const at = words.indexOf('function');
  const [name = '', qualifier] = at >= 0 ? words.slice(at + 1) : words;
  return qualifier ? { name, qualifier } : { name };
}

/** The function that a request to Lambda's API is about: `/2015-03-31/functions/NAME/…?Qualifier=…`. */
export function functionInUrl(url: string): FunctionReference {
  const { pathname, searchParams } = new URL(url, 'http://lambda');
  const reference = parseFunctionName(decodeURIComponent(pathname.split('/')[3] ?? ''));
  const qualifier = searchParams.get('Qualifier') ?? reference.qualifier;
  return qualifier ? { name: reference.name, qualifier } : { name: reference.name };
}
