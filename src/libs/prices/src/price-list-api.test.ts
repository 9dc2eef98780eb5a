import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { priceList } from './list.ts';
import { questionFor, readAnswer } from './price-list-api.ts';
import { withRenewed } from './renewed.ts';
import { parsePriceList } from './schema.ts';

const list = priceList();
const price = (usageType: string) => {
  const found = list.prices.find((each) => each.usageType === usageType);
  if (!found) throw new Error(`no ${usageType}`);
  return found;
};
const ALB = price('APN1-LoadBalancerUsage (Application)');

/** A product as the API writes it. */
const product = (sku: string, ...tiers: [begin: string, usd: string][]) =>
  JSON.stringify({
    product: {
      productFamily: 'Load Balancer-Application',
      attributes: { regionCode: 'ap-northeast-1', servicecode: 'AWSELB', usagetype: 'APN1-LoadBalancerUsage' },
      sku,
    },
    serviceCode: 'AWSELB',
    terms: {
      OnDemand: {
        [`${sku}.JRTCKXETXF`]: {
          priceDimensions: Object.fromEntries(
            tiers.map(([beginRange, USD]) => [
              `${sku}.JRTCKXETXF.${beginRange}`,
              { unit: 'Hrs', beginRange, endRange: 'Inf', description: 'x', appliesTo: [], pricePerUnit: { USD } },
            ]),
          ),
          sku,
          effectiveDate: '2026-11-01T00:00:00Z',
          offerTermCode: 'JRTCKXETXF',
          termAttributes: {},
        },
      },
    },
    version: '20261111121314',
    publicationDate: '2026-11-11T12:13:14Z',
  });

describe('a question', () => {
  it('names the offer, the usage type as AWS has it, and what tells two of a name apart', () => {
    expect(questionFor(ALB, 'ap-northeast-1')).toEqual({
      ServiceCode: 'AWSELB',
      Filters: [
        { Type: 'TERM_MATCH', Field: 'usagetype', Value: 'APN1-LoadBalancerUsage' },
        { Type: 'TERM_MATCH', Field: 'regionCode', Value: 'ap-northeast-1' },
        { Type: 'TERM_MATCH', Field: 'productFamily', Value: 'Load Balancer-Application' },
      ],
    });
    const database = questionFor(price('APN1-InstanceUsage:db.t4g.micro'), 'ap-northeast-1');
    expect(database?.Filters.at(-1)).toMatchObject({ Field: 'databaseEngine', Value: 'PostgreSQL' });
  });

  it('is not asked where the name is our own', () => {
    expect(questionFor(price('public certificate'), 'ap-northeast-1')).toBeNull();
  });
});

describe('an answer', () => {
  it('is the price, its SKU and its dates', () => {
    expect(readAnswer(ALB, [product('ABC', ['0', '0.0250000000'])])).toEqual({
      picoUsd: 25_000_000_000,
      sku: 'ABC',
      effectiveDate: '2026-11-01',
      publicationDate: '2026-11-11',
    });
  });

  it('is the first tier that is paid for', () => {
    const tiers = product('ABC', ['450', '0.02'], ['0', '0.0000000000'], ['100', '0.0243']);
    expect(readAnswer(ALB, [tiers])).toMatchObject({ picoUsd: 24_300_000_000 });
  });

  it.each([
    ['APN1-Request', '0.0000002', 200_000_000_000],
    ['APN1-Requests-Tier1', '0.0000047', 4_700_000_000],
    ['ap-northeast-1-KMS-Requests', '0.000003', 30_000_000_000],
  ])('of %s at %s each is in our unit: %d', (usageType, usd, picoUsd) => {
    expect(readAnswer(price(usageType), [product('ABC', ['0', usd])])).toMatchObject({ picoUsd });
  });

  it.each([
    ['nothing', [], /lists no such price/],
    ['two prices', [product('A', ['0', '0.02']), product('B', ['0', '0.03'])], /2 different prices/],
    ['another unit', [product('A', ['0', '24.3'])], /probably of another unit/],
  ])('is none when AWS answers %s', (_, products, why) => {
    expect(readAnswer(ALB, products)).toEqual({ why: expect.stringMatching(why) });
  });

  it('is taken when two products cost the same', () => {
    expect(readAnswer(ALB, [product('A', ['0', '0.0243']), product('B', ['0', '0.0243'])])).toMatchObject({ sku: 'A' });
  });

  it.each(['{', '{}', '{"product":{"sku":"A"},"publicationDate":"x","terms":{"OnDemand":{"a":{}}}}'])(
    'in another format (%s) is refused',
    (text) => {
      expect(() => readAnswer(ALB, [text])).toThrow();
    },
  );
});

describe('the renewed file', () => {
  const text = readFileSync(new URL('../ap-northeast-1.json', import.meta.url), 'utf8');
  const answer = { picoUsd: 25e9, sku: 'ABC', effectiveDate: '2026-11-01', publicationDate: '2026-11-11' };
  const renewed = withRenewed(text, [{ service: 'ELB', usageType: ALB.usageType, ...answer }], '2026-11-26');

  it('has the new price with its source, and every other as it was', () => {
    const { prices, compiledOn } = parsePriceList(JSON.parse(renewed));
    expect(compiledOn).toBe('2026-11-26');
    const found = prices.find(({ usageType }) => usageType === ALB.usageType);
    expect(found).toMatchObject({
      picoUsd: 25e9,
      asOf: '2026-11-26',
      source: 'AWS Price List API, SKU ABC',
      confidence: 'high',
    });
    expect(prices.filter((each) => each !== found)).toEqual(list.prices.filter((each) => each !== ALB));
  });

  it('stays byte for byte the same when nothing is newer', () => {
    expect(withRenewed(text, [], '2026-11-26')).toBe(text);
  });
});
