export { ageInDays, findPrice, OLD_DAYS, oldest, priceList } from './list.ts';
export { costOf, type MicroUsd, sayUsd } from './money.ts';
export { type PriceAnswer, type PriceQuestion, questionFor, readAnswer } from './price-list-api.ts';
export { type Renewed, withRenewed } from './renewed.ts';
export { type Confidence, type Price, type PriceList, parsePriceList } from './schema.ts';
export { billedService, billedUsageType, isServiceName, SERVICES, type ServiceName } from './services.ts';
export {
  type Architecture,
  databaseUsage,
  ENDPOINT_BYTES,
  ENDPOINT_HOURS,
  FARGATE_STORAGE,
  type FargateUsage,
  fargateUsage,
  HTTP_API_REQUESTS,
  NAT_BYTES,
  NAT_HOURS,
  PUBLIC_IPV4,
} from './usage-types.ts';
