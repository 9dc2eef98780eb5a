/** A reference to a schema of the document. */
export const reference = (id: string) => ({ $ref: `#/components/schemas/${id}` });

/** A JSON body of a named schema. */
export const json = (id: string) => ({ 'application/json': { schema: reference(id) } });

/** An answer with a JSON body. */
export const answer = (description: string, id: string) => ({ description, content: json(id) });

/** An error answer. */
export const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: reference('Problem') } },
});

/** What any operation may answer that anybody may call. */
export const anybody = { 500: problem('A failure of ours.'), 503: problem('The database cannot be reached.') };

/** What any operation may answer that needs somebody. */
export const always = {
  401: problem('Nobody is signed in.'),
  403: problem('The token may only read, or another site sent this.'),
  ...anybody,
};

/** The body of a light answer that all is well. */
export const statusOk = { type: 'object', required: ['status'], properties: { status: { const: 'ok' } } };

/** A JSON body of a named schema that must be there. */
export const body = (id: string) => ({ required: true, content: json(id) });

/** What an operation with a JSON body may answer to a wrong one. */
export const wrongBody = {
  400: problem('The body is not JSON or a field is wrong.'),
  413: problem('The body is too large.'),
  415: problem('The body is not JSON.'),
};

/** The id in an address. */
export const byId = [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }];

/** What an operation on one thing may answer when it is not there. */
export const gone = (description: string) => ({
  400: problem('Not an id, or a field is wrong.'),
  404: problem(description),
});

/** The answer to what is tried again and again. */
export const tooOften = {
  ...problem('Tried too often.'),
  headers: { 'Retry-After': { description: 'Seconds until it may be tried again.', schema: { type: 'integer' } } },
};
