import { createAuthorizer } from './authorize.ts';

/** Asked by API Gateway for each address once in five minutes: is it on the allow-list? */
export const handler = createAuthorizer(process.env.ALLOW_LIST, (line) => process.stdout.write(`${line}\n`));
