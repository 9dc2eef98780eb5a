import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A handler as Lambda calls it: it answers by a promise, or (with three parameters) by the callback. */
export type FunctionHandler = (
  event: unknown,
  context: object,
  callback?: (error: unknown, value?: unknown) => void,
) => unknown;

/** Finds `folder/file.path.to.handler` below `root`, as Lambda's own Node runtime does. */
export async function loadHandler(root: string, name: string): Promise<FunctionHandler> {
  const [, folder = '', file = '', path = ''] = /^(.*\/)?([^/.]*)\.(.*)$/.exec(name) ?? [];
  if (!file || !path) throw named('Runtime.MalformedHandlerName', 'Bad handler');
  const module = ['.js', '.mjs', '.cjs'].map((end) => join(root, folder, file + end)).find(existsSync);
  if (!module) {
    throw named('Runtime.ImportModuleError', `Error: Cannot find module '${file}'\nRequire stack:\n- ${root}`);
  }
  const exported: unknown = await import(pathToFileURL(module).href);
  const handler = at(exported, path) ?? at(at(exported, 'default'), path);
  if (typeof handler !== 'function') {
    throw named('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  }
  return handler as FunctionHandler;
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
