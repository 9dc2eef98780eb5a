import { hashPassword, isPassword, nobodysHash } from '@bookmark-manager/prisma/password';
import { Injectable } from '@nestjs/common';
import { ProblemError } from '../http/problem-error.ts';

const mostWaiting = 20;

/** Hashes passwords one after the other: each takes 19 MiB and, in a quarter of a CPU, an eighth of a second. */
@Injectable()
export class Passwords {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  hash(password: string): Promise<string> {
    return this.#inTurn(() => hashPassword(password));
  }

  /** Takes as long when there is nothing to compare with: nobody learns who is there by the time that it takes. */
  matches(password: string, kept: string | undefined): Promise<boolean> {
    return this.#inTurn(async () => (await isPassword(password, kept ?? nobodysHash)) && kept !== undefined);
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting >= mostWaiting)
      throw new ProblemError('too-many-requests', 'Too many people sign in at once', undefined, 5);
    this.#waiting += 1;
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => {});
    try {
      return await mine;
    } finally {
      this.#waiting -= 1;
    }
  }
}
