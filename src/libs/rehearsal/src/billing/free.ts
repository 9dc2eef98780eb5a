/** Something free: an allowance that these usage types share. */
type Allowance = { quantity: number; of: readonly string[] };

/** What every account has free in a month, for ever, as the bill counts it. What only a new account has free is not here. */
const ALLOWANCES: readonly Allowance[] = [
  { quantity: 1_000_000, of: ['Lambda APN1-Request'] },
  { quantity: 400_000, of: ['Lambda APN1-Lambda-GB-Second', 'Lambda APN1-Lambda-GB-Second-ARM'] },
  // Written and kept together.
  { quantity: 5, of: ['CloudWatch APN1-DataProcessing-Bytes', 'CloudWatch APN1-TimedStorage-ByteHrs (logs)'] },
  { quantity: 10, of: ['CloudWatch APN1-CW:AlarmMonitorUsage'] },
  { quantity: 10, of: ['CloudWatch APN1-CW:MetricMonitorUsage'] },
  { quantity: 14_000_000, of: ['EventBridge Scheduler APN1-ScheduledInvocation'] },
  { quantity: 100, of: ['Data transfer APN1-DataTransfer-Out-Bytes'] },
];

/** What is left free in a month, which begins with it. */
export function createAllowances(): (usage: string, quantity: number) => number {
  const left = new Map(ALLOWANCES.map((one) => [one, one.quantity]));
  /** The part of a quantity that is not free any more. */
  return (usage, quantity) => {
    const allowance = ALLOWANCES.find(({ of }) => of.includes(usage));
    if (!allowance) return quantity;
    const free = Math.min(quantity, left.get(allowance) ?? 0);
    left.set(allowance, (left.get(allowance) ?? 0) - free);
    return quantity - free;
  };
}
