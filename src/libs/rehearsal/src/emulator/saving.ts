/** Real milliseconds. */
const BURST_MS = 300;
const LONGEST_MS = 3000;
/** Saving may use a fifth of one core, however much is written, but never leaves more than these seconds unsaved. */
const REST_FACTOR = 4;
const LONGEST_REST_MS = 2000;
/** After a save that failed at once (a full disk). */
const RETRY_MS = 2000;

/** What has changed and is not saved; real milliseconds since the epoch. */
type Unsaved = { firstChange: number; lastChange: number };

/** When what has changed is to be saved. */
export type SaveState = Unsaved & { lastSaveEnd: number; lastSaveMs: number };

/** 300 ms after a burst of changes ends; at the latest 3 s after it began; and never so often that saving itself becomes a load. */
export function nextSave(state: SaveState): number {
  const calm = Math.min(state.lastChange + BURST_MS, state.firstChange + LONGEST_MS);
  return Math.max(calm, state.lastSaveEnd + Math.min(state.lastSaveMs * REST_FACTOR, LONGEST_REST_MS));
}

/**
 * Calls `save` after each burst of changes, one at a time. `save` resolves with false when it could not come to it now.
 * Errors are told, and the save is tried again later.
 */
export function createSaver(options: { save: () => Promise<boolean>; failed: (error: unknown) => void }) {
  let state: Unsaved | undefined;
  let last = { lastSaveEnd: 0, lastSaveMs: 0 };
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const attempt = async () => {
    const begun = Date.now();
    const before = state;
    state = undefined;
    const done = await options.save().catch((error) => {
      options.failed(error);
      return false;
    });
    const tookMs = Date.now() - begun;
    last = { lastSaveEnd: Date.now(), lastSaveMs: done ? tookMs : Math.max(tookMs, RETRY_MS / REST_FACTOR) };
    if (!done) state ??= before;
    return done;
  };
  const schedule = () => {
    clearTimeout(timer);
    if (!state || running || closed) return;
    timer = setTimeout(() => void flush(), Math.max(0, nextSave({ ...state, ...last }) - Date.now()));
    timer.unref();
  };
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    await running;
    if (!state) return;
    running = attempt().then(() => undefined);
    await running;
    running = undefined;
    schedule();
  };
  return {
    /** Something changed that ought to be saved soon, or (log lines) need not be before `withinMs`. */
    changed(withinMs = 0) {
      const at = Date.now() + withinMs;
      const lastChange = withinMs > 0 ? (state?.lastChange ?? at) : at;
      state = { firstChange: Math.min(state?.firstChange ?? at, at), lastChange };
      schedule();
    },
    /** Saves now what has changed since the last save. */
    flush,
    /** Saves what is left, and nothing after that. */
    async close() {
      closed = true;
      await flush();
    },
  };
}
