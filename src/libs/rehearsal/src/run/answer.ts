import * as z from 'zod/mini';

/** Why something was done; in a report also `aws` (AWS does it by itself) and `hand` (nobody's schedule did it). */
export type Cause = { code: string; text: string };

/** What a firing's answer says, as far as it is understood: a target may answer with anything. */
export type FiringAnswer = {
  because: Cause | undefined;
  actions: readonly string[];
  /** Nothing was done or is waited for, and nothing will be before this moment unless the world changes. */
  quietUntil: Date | undefined;
};

const texts = z.catch(z.array(z.string()), []);

const cause = z.object({ code: z.string(), text: z.string() });

const answerSchema = z.object({
  ok: z.catch(z.boolean(), true),
  because: z.catch(z.optional(cause), undefined),
  /** What it works towards, where that is not yet what is desired: waking begins before the opening. */
  toward: z.catch(z.optional(z.object({ because: cause })), undefined),
  actions: texts,
  failed: texts,
  waiting: texts,
  quietUntil: z.catch(z.nullable(z.iso.datetime()), null),
});

/** Reads the payload that a target answered with. */
export function readAnswer(payload: unknown): FiringAnswer {
  const parsed = answerSchema.safeParse(payload);
  if (!parsed.success) return { because: undefined, actions: [], quietUntil: undefined };
  const { ok, actions, failed, waiting, quietUntil } = parsed.data;
  const because = parsed.data.toward?.because ?? parsed.data.because;
  const isQuiet = ok && actions.length + failed.length + waiting.length === 0;
  return { because, actions, quietUntil: isQuiet && quietUntil !== null ? new Date(quietUntil) : undefined };
}
