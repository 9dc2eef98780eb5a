import * as z from 'zod';
import type { Price } from './schema.ts';
import { billedUsageType, isServiceName, SERVICES } from './services.ts';

/** What AWS's Price List API is asked (`pricing:GetProducts`) to find one price again. */
export type PriceQuestion = { ServiceCode: string; Filters: { Type: 'TERM_MATCH'; Field: string; Value: string }[] };

/** What it answered: a price of today, or why none can be taken from the answer. */
export type PriceAnswer =
  | { picoUsd: number; sku: string; effectiveDate: string; publicationDate: string }
  | { why: string };

/** The question for a price; null where AWS's list has no such row (a free thing, or a name of our own). */
export function questionFor(price: Price, region: string): PriceQuestion | null {
  const offer = isServiceName(price.service) ? SERVICES[price.service].offer : null;
  const usageType = billedUsageType(price);
  if (offer === null || !/^(APN1-|ap-northeast-1-|JP-)/.test(usageType)) return null;
  const [, kind] = /\((Application|Network)\)$/.exec(price.usageType) ?? [];
  const filters = {
    usagetype: usageType,
    // Data that leaves the region is listed by where it comes from and goes to.
    ...(price.service === 'Data transfer' || price.service === 'CloudFront' ? {} : { regionCode: region }),
    ...(kind ? { productFamily: `Load Balancer-${kind}` } : {}),
    ...(usageType.includes('InstanceUsage:') ? { databaseEngine: 'PostgreSQL' } : {}),
  };
  const Filters = Object.entries(filters).map(([Field, Value]) => ({ Type: 'TERM_MATCH' as const, Field, Value }));
  return { ServiceCode: offer, Filters };
}

/**
 * Reads the products that `GetProducts` answered, each a text of JSON. The first price above nothing counts: tiers that are free
 * or for great amounts are left out. Several products are one answer if they cost the same.
 * @throws z.ZodError, SyntaxError for what is not in the API's format
 */
export function readAnswer(price: Price, products: readonly string[]): PriceAnswer {
  const found = products
    .map((text) => product.parse(JSON.parse(text)))
    .flatMap(({ publicationDate, ...each }) =>
      Object.values(each.terms.OnDemand ?? {}).map(({ effectiveDate, priceDimensions }) => ({
        ...{
          sku: each.product.sku,
          effectiveDate: effectiveDate.slice(0, 10),
          publicationDate: publicationDate.slice(0, 10),
        },
        picoUsd: Math.round(firstPrice(Object.values(priceDimensions)) * unitsIn(price.unit) * 1e12),
      })),
    );
  const [first, ...others] = found;
  if (!first) return { why: 'AWS lists no such price' };
  if (others.some(({ picoUsd }) => picoUsd !== first.picoUsd))
    return { why: `AWS lists ${found.length} different prices of that name` };
  const ratio = price.picoUsd > 0 ? first.picoUsd / price.picoUsd : 1;
  // Prices move by percents: more is another unit, or another thing.
  if (ratio > 5 || ratio < 0.2)
    return { why: `AWS lists USD ${first.picoUsd / 1e12}, which is probably of another unit` };
  return first;
}

/** `1M requests` → 1,000,000: AWS lists what one costs. */
function unitsIn(unit: string): number {
  const [, digits = '1', million] = /^([\d,]+)(M)? /.exec(unit) ?? [];
  return Number(digits.replaceAll(',', '')) * (million ? 1e6 : 1);
}

function firstPrice(dimensions: readonly z.infer<typeof dimension>[]): number {
  const sorted = dimensions.toSorted((one, other) => Number(one.beginRange ?? 0) - Number(other.beginRange ?? 0));
  return sorted.map(({ pricePerUnit }) => Number(pricePerUnit.USD)).find((usd) => usd > 0) ?? 0;
}

const dimension = z.object({
  unit: z.string(),
  beginRange: z.string().optional(),
  pricePerUnit: z.object({ USD: z.string().regex(/^\d+(\.\d+)?$/) }),
});

const product = z.object({
  product: z.object({ sku: z.string() }),
  publicationDate: z.string(),
  terms: z.object({
    OnDemand: z
      .record(z.string(), z.object({ effectiveDate: z.string(), priceDimensions: z.record(z.string(), dimension) }))
      .optional(),
  }),
});
