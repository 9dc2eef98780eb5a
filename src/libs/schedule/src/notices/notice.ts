import type { Desired } from '../condition.ts';
import { NOT_CONVERGING, type Trouble } from '../reconcile/troubles.ts';

/** A message to the team. The subject fits SNS: one line of ASCII, 100 characters at most. */
export type Notice = { subject: string; text: string };

const SUBJECTS: readonly (readonly [prefix: string, subject: string])[] = [
  [NOT_CONVERGING, 'Staging does not get where it should be'],
  ['capacity-', 'AWS has no capacity for staging now'],
  ['failed-start-', 'A service of staging does not start'],
];

/** What is told of a trouble. */
export function troubleNotice({ key, text }: Trouble): Notice {
  const [, subject = 'Staging'] = SUBJECTS.find(([prefix]) => key.startsWith(prefix)) ?? [];
  return { subject, text };
}

/** What is told when a trouble is over; null: nothing, the environment is up and shows it. */
export function overNotice(key: string, target: Pick<Desired, 'condition' | 'because'>): Notice | null {
  if (key !== NOT_CONVERGING) return null;
  return {
    subject: 'Staging is well again',
    text: `The staging environment is ${target.condition}, as it should be (${target.because.text}).`,
  };
}
