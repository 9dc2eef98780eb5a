import type { Check } from '../check.ts';
import { accessChecks } from './access.ts';
import { appliedChecks } from './applied.ts';
import { chainChecks } from './chain.ts';
import { databaseChecks } from './database.ts';
import { doorChecks } from './door.ts';
import { imageChecks } from './images.ts';
import { lambdaChecks } from './lambdas.ts';
import { machineChecks } from './machine.ts';
import { rehearsalChecks } from './rehearsal.ts';
import { secretChecks } from './secrets.ts';
import { serviceChecks } from './services.ts';
import { stateChecks } from './state.ts';
import { waysOutChecks } from './ways-out.ts';

/** Every check, in the order in which a person would look: this machine, the account, what is built, what runs. */
export const CHECKS: Readonly<Record<string, Check>> = {
  ...machineChecks,
  ...accessChecks,
  ...rehearsalChecks,
  ...appliedChecks,
  ...stateChecks,
  ...lambdaChecks,
  ...imageChecks,
  ...secretChecks,
  ...chainChecks,
  ...waysOutChecks,
  ...databaseChecks,
  ...serviceChecks,
  ...doorChecks,
};
