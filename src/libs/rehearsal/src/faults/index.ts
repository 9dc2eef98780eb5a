export { createFaults, type Faults, NO_FAULTS, type StandingFault } from './faults.ts';
