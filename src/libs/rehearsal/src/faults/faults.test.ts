import { describe, expect, it } from 'vitest';
import { createFaults } from './index.ts';

const refusals = (faults: ReturnType<typeof createFaults>, of: string, attempts: number) =>
  Array.from({ length: attempts }, () => faults.refuses(of));

describe('a fault of capacity', () => {
  it('refuses as many attempts as it was made for, then it has passed', () => {
    const faults = createFaults();
    faults.add({ fault: 'capacity', of: 'database', times: 2 });
    expect(refusals(faults, 'database', 3)).toEqual([true, true, false]);
    expect(faults.standing()).toEqual([]);
  });

  it('without a number refuses until it is cleared', () => {
    const faults = createFaults();
    faults.add({ fault: 'capacity', of: 'web', times: null });
    expect(refusals(faults, 'staging-web', 3)).toEqual([true, true, true]);
    faults.clear();
    expect(refusals(faults, 'staging-web', 1)).toEqual([false]);
  });

  it('concerns nothing else, and is replaced by a newer one of the same', () => {
    const faults = createFaults();
    faults.add({ fault: 'capacity', of: 'web', times: null });
    faults.add({ fault: 'capacity', of: 'web', times: 1 });
    expect([faults.refuses('staging-api'), faults.refuses('database'), faults.refuses('cobweb')]).toEqual([
      false,
      false,
      false,
    ]);
    expect(faults.standing()).toEqual([{ fault: 'capacity', of: 'web', times: 1 }]);
  });
});
