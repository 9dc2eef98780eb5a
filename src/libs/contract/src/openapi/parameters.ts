import { z } from 'zod';

/** Query parameters as the schema that they are checked with has them. */
export const queryParameters = (schema: z.ZodObject) =>
  Object.entries(schema.shape).map(([name, field]) => {
    const { $schema: _, description, ...rest } = z.toJSONSchema(field, { io: 'input' });
    const required = !z.safeParse(field, undefined).success;
    const repeated = name === 'path' ? { style: 'form', explode: true } : {};
    return { name, in: 'query', required, ...repeated, description, schema: { ...rest, ...onTheWire[name] } };
  });

/** z.coerce takes anything and makes a number of it, and one value of a list is a list too; this is what they are on the wire. */
const onTheWire: Readonly<Record<string, object>> = {
  limit: { type: 'integer', minimum: 1, maximum: 100, default: 50 },
  top: { type: 'integer', minimum: 1, maximum: 100 },
  path: { type: 'array', minItems: 1, maxItems: 20, items: { type: 'string' }, anyOf: undefined },
};

/** A part of the path. */
export const pathParameter = (name: string, schema: object) => ({ name, in: 'path', required: true, schema });

/** The id of a bookmark or a change. */
export const uuidParameter = pathParameter('id', { type: 'string', format: 'uuid' });

/** The id of what is numbered. */
export const numberParameter = pathParameter('id', { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** Which version somebody saw: nothing happens when it is another one now. */
export const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The ETag of the version that you saw: 412 when it was changed since. Without it, the last one wins.',
  schema: { type: 'string' },
};

/** The header with the version. */
export const etag = { ETag: { description: 'The version, in quotation marks.', schema: { type: 'string' } } };
