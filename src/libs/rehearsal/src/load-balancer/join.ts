import type { Socket } from 'node:net';

/**
 * Joins two connections until both have ended. What one had sent before it ended still arrives; an error on one ends the
 * other at once, and so does `idleMs` without a byte.
 */
export function join(one: Socket, other: Socket, idleMs?: number): void {
  follow(one, other, idleMs);
  follow(other, one, idleMs);
}

function follow(from: Socket, to: Socket, idleMs = 0): void {
  from.setNoDelay(true);
  from.setTimeout(idleMs, () => from.destroy(new Error('idle')));
  from.on('error', () => to.destroy());
  from.on('close', (hadError) => {
    if (hadError) to.destroy();
    else to.end();
  });
  if (from.destroyed) to.destroy();
  else from.pipe(to);
}
