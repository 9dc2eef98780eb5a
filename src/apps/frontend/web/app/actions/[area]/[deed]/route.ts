import type { Fields } from '../../../../src/deeds/deed.ts';
import { deedOf } from '../../../../src/deeds/index.ts';
import { withProblem } from '../../../../src/http/answers.ts';
import { callerFrom } from '../../../../src/http/caller.ts';
import { isSameOrigin } from '../../../../src/http/same-origin.ts';

type Address = { readonly params: Promise<{ readonly area: string; readonly deed: string }> };

/** Every form of the tables in src/deeds. */
export const POST = async (request: Request, { params }: Address): Promise<Response> => {
  const { area, deed: name } = await params;
  const deed = deedOf(area, name);
  if (!deed) return new Response(null, { status: 404 });
  if (!isSameOrigin(request.headers)) return withProblem(deed.page, 'foreign');
  const form = await request.formData().catch(() => undefined);
  if (!form) return withProblem(deed.page, 'invalid');
  return deed.act(fieldsOf(form), callerFrom(request.headers), request.headers);
};

const fieldsOf = (form: FormData): Fields => {
  const raw = (name: string): string => textOf(form.get(name));
  return { raw, text: (name) => raw(name).trim(), all: (name) => form.getAll(name).map(textOf) };
};

/** A file where a text belongs is none. */
const textOf = (value: FormDataEntryValue | null): string => (typeof value === 'string' ? value : '');
