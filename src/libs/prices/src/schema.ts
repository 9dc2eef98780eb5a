import * as z from 'zod';

/** How sure a price is: `high` has two independent sources or more, `low` is a guess with reasons. */
export type Confidence = 'high' | 'medium' | 'low';

/** What AWS charges for one unit of something, on demand, without tax. */
export type Price = {
  /** As AWS groups them: `Fargate`, `RDS`. */
  service: string;
  /** As AWS's bill names it; unique within its service. */
  usageType: string;
  description: string;
  /** `hour`, `GB-hour`, `1M requests`. */
  unit: string;
  /** Picodollars (10⁻¹² USD) of one unit, whole. */
  picoUsd: number;
  /** The day, month or year that the source speaks of (`2026-10-08`, `2026-10`, `2026`); null when it does not say. */
  asOf: string | null;
  /** The same as the file words it, with what else is known about the date. */
  dated: string;
  source: string;
  confidence: Confidence;
  /** Why it is not surer, where the file says so. */
  doubt: string | null;
};

/** All prices of one region. */
export type PriceList = {
  region: string;
  currency: 'USD';
  /** The day on which the list was put together. */
  compiledOn: string;
  /** The day of its newest source. */
  newestSource: string;
  /** Hours that a month counts where AWS names a price a month. */
  monthHours: number;
  note: string;
  prices: readonly Price[];
};

/**
 * A price list as its file has it.
 * @throws z.ZodError naming each place that is wrong
 */
export function parsePriceList(json: unknown): PriceList {
  return file.parse(json);
}

const text = z.string().min(1);
const CONFIDENCE = /^(high|medium|low)(?: \((.+)\))?$/;

const row = z
  .strictObject({
    service: text,
    usage_type: text,
    description: text,
    unit: text,
    usd: z.number().nonnegative(),
    effective_date_or_source_date: text,
    source: text,
    confidence: z.string().regex(CONFIDENCE, 'expected high, medium or low, then a reason in brackets or nothing'),
  })
  .transform((fact): Price => {
    const [, confidence, doubt] = CONFIDENCE.exec(fact.confidence) ?? [];
    const dated = fact.effective_date_or_source_date;
    return {
      service: fact.service,
      usageType: fact.usage_type,
      description: fact.description,
      unit: fact.unit,
      picoUsd: Math.round(fact.usd * 1e12),
      asOf: /^\d{4}(-\d\d){0,2}(?!\d)/.exec(dated)?.[0] ?? null,
      dated,
      source: fact.source,
      confidence: confidence === 'high' || confidence === 'medium' ? confidence : 'low',
      doubt: doubt ?? null,
    };
  });

const file = z.strictObject({
  region: text,
  currency: z.literal('USD'),
  compiledOn: z.iso.date(),
  newestSource: z.iso.date(),
  monthHours: z.number().positive(),
  note: text,
  prices: z.array(row).check(({ value, issues }) => {
    const names = value.map(({ service, usageType }) => `${service} ${usageType}`);
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice !== undefined) issues.push({ code: 'custom', input: value, message: `two prices are called "${twice}"` });
  }),
});
