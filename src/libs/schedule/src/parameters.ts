/** Where a lease is stored under an environment's parameter prefix; without an id, the folder of all of them. */
export function leaseParameter(prefix: string, id?: string): string {
  return below(prefix, 'leases', ...(id === undefined ? [] : [id]));
}

/** Where the image of a service (`web`, `api`) is stored: JSON that `parseImage` reads. */
export function imageParameter(prefix: string, service: string): string {
  return below(prefix, 'images', service);
}

/** Where the name of the last migration applied is stored. */
export function migrationsParameter(prefix: string): string {
  return below(prefix, 'migrations');
}

function below(prefix: string, ...path: readonly string[]): string {
  return [prefix.replace(/\/+$/, ''), ...path].join('/');
}
