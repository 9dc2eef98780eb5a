import { asFault, SetupError } from './fault.mjs';

/**
 * Looks for what each step is about. What is not there but can be made is `missing`; what can be neither is said, all of
 * it at once, before anything is made.
 */
export function find(steps, progress) {
  const found = {};
  const missing = [];
  const faults = [];
  for (const step of steps) {
    try {
      const value = step.find();
      if (value === undefined) missing.push(step);
      else progress.found(step.title, value.text);
      if (value?.tool !== undefined) found[step.id] = value.tool;
    } catch (error) {
      const fault = asFault(error);
      if (!(fault instanceof SetupError)) throw error;
      progress.failed(step.title);
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw new AggregateError(faults);
  return { found, missing };
}
