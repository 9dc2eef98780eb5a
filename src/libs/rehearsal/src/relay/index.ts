export type { PageHandler } from './pages.ts';
export { createRelay, type Relay } from './server.ts';
export { composeTables } from './table.ts';
