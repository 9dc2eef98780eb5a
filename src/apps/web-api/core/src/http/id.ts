import { z } from 'zod';
import { parse } from './parse.ts';

const schema = z.object({ id: z.guid() });

/** The id in an address. @throws ProblemError when it is none */
export const idOf = (params: unknown): string => parse(schema, params).id;
