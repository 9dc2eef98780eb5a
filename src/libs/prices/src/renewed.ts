import * as z from 'zod';
import { parsePriceList } from './schema.ts';

/** A price that AWS's own list has now. */
export type Renewed = {
  service: string;
  usageType: string;
  picoUsd: number;
  sku: string;
  effectiveDate: string;
  publicationDate: string;
};

// Records keep the order of their keys: a renewed file differs where a price does.
const record = z.record(z.string(), z.unknown());

/** The text of the price file with newer prices in it; everything else stays as it is. @throws z.ZodError */
export function withRenewed(text: string, renewed: readonly Renewed[], today: string): string {
  const file = record.parse(JSON.parse(text));
  const prices = z
    .array(record)
    .parse(file.prices)
    .map((row) => {
      const found = renewed.find((each) => each.service === row.service && each.usageType === row.usage_type);
      if (!found) return row;
      return {
        ...row,
        usd: found.picoUsd / 1e12,
        effective_date_or_source_date: `${today} (published ${found.publicationDate}, in force since ${found.effectiveDate})`,
        source: `AWS Price List API, SKU ${found.sku}`,
        confidence: 'high',
      };
    });
  const dates = renewed.length > 0 ? { compiledOn: today, newestSource: today } : {};
  const changed = { ...file, ...dates, prices };
  parsePriceList(changed);
  return `${JSON.stringify(changed, null, 2)}\n`;
}
