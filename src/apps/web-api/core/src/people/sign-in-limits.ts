import { Injectable } from '@nestjs/common';
import { ProblemError } from '../http/problem-error.ts';
import { Counter } from './allowance.ts';

/** Who tries to sign in, and from where. */
export type Trying = { readonly email?: string; readonly caller: string };

/** Keeps passwords from being guessed: what fails is counted by e-mail address, and by where it comes from. */
@Injectable()
export class SignInLimits {
  readonly #byEmail = new Counter({ burst: 10, everyMs: 60_000 });
  // an office has one address
  readonly #byCaller = new Counter({ burst: 30, everyMs: 10_000 });

  /**
   * Counts a try before it is made: many at once are as many. @returns takes it back, after a success
   * @throws ProblemError that says how long to wait
   */
  take({ email, caller }: Trying): () => void {
    const now = performance.now();
    const byCallerMs = this.#byCaller.take(caller, now);
    if (byCallerMs > 0) throw tooOften(byCallerMs);
    const byEmailMs = email === undefined ? 0 : this.#byEmail.take(email, now);
    if (byEmailMs > 0) throw tooOften(byEmailMs);
    return () => {
      this.#byCaller.giveBack(caller);
      if (email !== undefined) this.#byEmail.giveBack(email);
    };
  }
}

const tooOften = (waitMs: number): ProblemError => {
  const seconds = Math.ceil(waitMs / 1000);
  return new ProblemError('too-many-requests', `Try again in ${seconds} s`, undefined, seconds);
};
