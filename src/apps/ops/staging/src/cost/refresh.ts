import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetProductsCommand, type PricingClient } from '@aws-sdk/client-pricing';
import {
  type Price,
  type PriceList,
  questionFor,
  type Renewed,
  readAnswer,
  withRenewed,
} from '@bookmark-manager/prices';
import type { Config } from '../config.ts';
import { writeAtomically } from '../tfvars/file.ts';

/** What AWS's own list says of each price: the same, another, or nothing that can be taken. */
export type Refreshed = { price: Price; renewed: Renewed | null; why: string | null };

/** The list of prices, in the repository. */
export const priceFile = ({ root }: Pick<Config, 'root'>): string => join(root, 'src/libs/prices/ap-northeast-1.json');

/** Asks AWS for every price that its list can have; `told` is called with each. */
export async function refresh(
  client: Pick<PricingClient, 'send'>,
  { prices, region }: PriceList,
  told: (done: number, of: number) => void,
): Promise<Refreshed[]> {
  const refreshed: Refreshed[] = [];
  for (const price of prices) {
    told(refreshed.length, prices.length);
    const question = questionFor(price, region);
    if (question === null) {
      refreshed.push({ price, renewed: null, why: "AWS's list has no such name" });
      continue;
    }
    const { PriceList: products = [] } = await client.send(
      new GetProductsCommand({ ...question, FormatVersion: 'aws_v1' }),
    );
    const answer = readAnswer(price, products.map(String));
    const { service, usageType } = price;
    refreshed.push(
      'why' in answer
        ? { price, renewed: null, why: answer.why }
        : { price, renewed: { service, usageType, ...answer }, why: null },
    );
  }
  return refreshed;
}

/** Writes what is newer into the price file. */
export async function writeRefreshed(config: Config, refreshed: readonly Refreshed[], today: string): Promise<void> {
  const file = priceFile(config);
  const renewed = refreshed.flatMap((each) => each.renewed ?? []);
  await writeAtomically(file, withRenewed(await readFile(file, 'utf8'), renewed, today));
}
