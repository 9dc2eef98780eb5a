import { Duplex } from 'node:stream';

/** Two ends of a pipe in this process: what is written to one is read from the other. */
export function duplexPair(): [Duplex, Duplex] {
  const one = new End();
  const other = new End();
  one.join(other);
  other.join(one);
  return [one, other];
}

class End extends Duplex {
  #other: End | undefined;
  /** Told when this end has been read far enough to take more. */
  #more: (() => void) | undefined;

  join(other: End): void {
    this.#other = other;
  }

  override _read(): void {
    const more = this.#more;
    this.#more = undefined;
    more?.();
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    const other = this.#other;
    if (!other || other.destroyed || other.push(chunk)) done();
    else other.#more = done;
  }

  override _final(done: () => void): void {
    this.#other?.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const more = this.#more;
    this.#more = undefined;
    more?.();
    if (this.#other && !this.#other.destroyed) this.#other.destroy();
    done(error);
  }
}
