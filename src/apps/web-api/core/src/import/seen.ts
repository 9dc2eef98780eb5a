/**
 * Which addresses of a file were seen, of hundreds of thousands in a few megabytes: six bytes of each key. That two of 200,000 addresses have
 * the same six happens to one file in ten thousand, and then a count is one off.
 */
export class Seen {
  readonly #keys = new Set<number>();

  /** `key`: as `urlKey` makes it. */
  has(key: string): boolean {
    return this.#keys.has(short(key));
  }

  add(key: string): void {
    this.#keys.add(short(key));
  }
}

const short = (key: string): number => Buffer.from(key.slice(0, 8), 'base64url').readUIntBE(0, 6);
