export { type Emulator, startEmulator } from './emulator.ts';
export { SnapshotError } from './moto.ts';
