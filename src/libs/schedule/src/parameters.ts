/** Where a lease is stored under an environment's parameter prefix; without an id, the folder of all of them. */
export function leaseParameter(prefix: string, id?: string): string {
  return below(prefix, 'leases', ...(id === undefined ? [] : [id]));
}

/** Where the image of a service (`web`, `api`) is stored: JSON that `parseImage` reads. */
export function imageParameter(prefix: string, service: string): string {
  return below(prefix, 'images', service);
}

/** Who deploys now, and how far that is: there while somebody does, or when it was cut short. */
export function deployingParameter(prefix: string): string {
  return below(prefix, 'deploying');
}

/** Where it stands how a deployment ended; without an id, the folder of all of them: the history. */
export function deploymentParameter(prefix: string, id?: string): string {
  return below(prefix, 'deployments', ...(id === undefined ? [] : [id]));
}

/** That a secret is being rotated: there from its beginning to its end; without a name, the folder of all of them. */
export function rotatingParameter(prefix: string, name?: string): string {
  return below(prefix, 'rotating', ...(name === undefined ? [] : [name]));
}

/** Where the name of the last migration applied is stored. */
export function migrationsParameter(prefix: string): string {
  return below(prefix, 'migrations');
}

/** What the reconciler remembers from one firing to the next: JSON that `parseMemory` reads. */
export function memoryParameter(prefix: string): string {
  return below(prefix, 'reconciler');
}

/** Where it stands that a notice was sent, so that two firings at once send one; without a key, the folder of all of them. */
export function noticeParameter(prefix: string, key?: string): string {
  return below(prefix, 'notices', ...(key === undefined ? [] : [key]));
}

/** Where an offer to stay awake waits for the click on its link: JSON that `parseOffer` reads. */
export function offerParameter(prefix: string, token?: string): string {
  return below(prefix, 'offers', ...(token === undefined ? [] : [token]));
}

function below(prefix: string, ...path: readonly string[]): string {
  return [prefix.replace(/\/+$/, ''), ...path].join('/');
}
