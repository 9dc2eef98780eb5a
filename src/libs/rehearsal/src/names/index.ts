export { createNames, type Names, type NamesOptions } from './names.ts';
export type { DatabaseAddress } from './rewrite.ts';
