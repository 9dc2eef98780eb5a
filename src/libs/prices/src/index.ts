export { ageInDays, findPrice, oldest, priceList } from './list.ts';
export { costOf, type MicroUsd, sayUsd } from './money.ts';
export { type Confidence, type Price, type PriceList, parsePriceList } from './schema.ts';
export {
  type Architecture,
  databaseUsage,
  FARGATE_STORAGE,
  type FargateUsage,
  fargateUsage,
  PUBLIC_IPV4,
} from './usage-types.ts';
