export { type Assumed, changedAssumptions, createAssumed } from './assumptions.ts';
export { type ApiAddress, createHttpApi, type HttpApi, type HttpApiOptions } from './http-api.ts';
