import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from './programs.ts';
import { DIRECTORY, staging } from './rehearsal.ts';

/** `staging cost bill --json`. */
export async function bill(...args: string[]): Promise<Bill> {
  const { code, stdout, stderr } = await staging('cost', 'bill', '--json', ...args);
  if (code !== 0) throw new Error(`staging cost bill ${args.join(' ')} ended with ${code}:\n${stderr}`);
  return schema.parse(JSON.parse(stdout));
}

export type Bill = z.infer<typeof schema>;
export type Item = Bill['services'][number]['items'][number];

/** Every usage type, with the AWS service that it is of. */
export const itemsOf = ({ services }: Bill): (Item & { awsService: string })[] =>
  services.flatMap(({ awsService, items }) => items.map((item) => ({ ...item, awsService })));

/** How much of some usage types there was, as AWS counts it. */
export function usedOf(of: Bill, usageType: RegExp, awsService = /./): number {
  const found = itemsOf(of).filter((item) => usageType.test(item.usageType) && awsService.test(item.awsService));
  return found.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** A file in the form of usage.json that assumes exactly this; what is not named, is assumed not to be. */
export function assuming(values: Readonly<Record<string, number>>): string {
  const assumed = readFileSync(join(ROOT, 'infra/terraform/envs/staging/usage.json'), 'utf8');
  const names = Object.keys(JSON.parse(assumed) as object);
  const unknown = Object.keys(values).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`usage.json assumes nothing of ${unknown.join(', ')}`);
  const file = join(DIRECTORY, 'measured-usage.json');
  const exactly = (value: number) => ({
    low: value,
    expected: value,
    high: value,
    unit: 'as measured',
    why: 'measured',
  });
  writeFileSync(file, JSON.stringify(Object.fromEntries(names.map((name) => [name, exactly(values[name] ?? 0)]))));
  return file;
}

const amounts = { bill: z.number(), estimate: z.number(), difference: z.number() };
const day = z.object({ day: z.string(), ...amounts });
const schema = z.object({
  shape: z.string(),
  from: z.string(),
  last: z.string(),
  total: z.object(amounts),
  days: z.array(day),
  services: z.array(
    z.object({
      awsService: z.string(),
      ...amounts,
      days: z.array(day),
      items: z.array(
        z.object({
          usageType: z.string(),
          quantity: z.number(),
          ...amounts,
          expected: z.array(z.object({ kind: z.string(), quantity: z.number(), usd: z.number() })),
        }),
      ),
    }),
  ),
  notes: z.array(z.string()),
});
