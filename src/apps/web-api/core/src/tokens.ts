/** Under these names Nest hands out what is no class. */
export const CONFIG = Symbol('config');
export const LOG = Symbol('log');
