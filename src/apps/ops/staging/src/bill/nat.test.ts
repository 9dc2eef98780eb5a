import { expect, it } from 'vitest';
import { readNatTraffic } from './nat.ts';
import { billPage } from './page.ts';
import { compared } from './testing.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 11, 1, hour));
const span = { from: at(0), until: at(24) };

/** Clients that answer by the command's name, page after page. */
function clients(gateways: object[], pages: object[]) {
  const ec2 = { send: async () => ({ NatGateways: gateways }) };
  const cloudwatch = { send: async () => pages.shift() };
  return { ec2, cloudwatch } as unknown as Parameters<typeof readNatTraffic>[0];
}

const result = (Id: string, ...values: [hour: number, bytes: number][]) => ({
  Id,
  Timestamps: values.map(([hour]) => at(hour)),
  Values: values.map(([, bytes]) => bytes),
});

it('bytes are told by hour, over all pages, and hours without any are left out', async () => {
  const pages = [
    {
      MetricDataResults: [result('toInternet', [2, 5], [3, 0]), result('fromInternet', [2, 70])],
      NextToken: 'more',
    },
    { MetricDataResults: [result('fromTasks', [2, 6], [1, 4], [3, 0])] },
  ];
  expect(await readNatTraffic(clients([{ NatGatewayId: 'nat-1', State: 'available' }], pages), span)).toEqual([
    {
      id: 'nat-1',
      hours: [
        { at: at(1).toISOString(), toInternet: 0, fromInternet: 0, charged: 4 },
        { at: at(2).toISOString(), toInternet: 5, fromInternet: 70, charged: 76 },
      ],
    },
  ]);
});

it('a gateway that is deleted is none', async () => {
  expect(await readNatTraffic(clients([{ NatGatewayId: 'nat-1', State: 'deleted' }], []), span)).toEqual([]);
});

it('the page shows the hours with the most, in their order, and what of the bill is another', () => {
  const hours = Array.from({ length: 20 }, (_, hour) => {
    return { at: at(hour).toISOString(), toInternet: 1e6, fromInternet: 2e6, charged: (hour + 1) * 1e6 };
  });
  const item = { usageType: 'APN1-NatGateway-Bytes', quantity: 1, bill: 500_000, estimate: 0, expected: [] };
  const lines = billPage(
    {
      ...{
        shape: 'before',
        period: { from: '2026-12-01', last: '2026-12-01', until: at(24) },
        comparison: compared(item),
      },
      ...{ estimated: [], requests: 1, nat: [{ id: 'nat-1', hours }], notes: ['a lease'], remarks: ['UTC'] },
    },
    (_, text) => text,
  );
  const text = lines.join('\n');
  expect(text).toContain('NAT gateway nat-1: 210.0 MB charged; the 12 hours with the most:');
  expect(text).not.toContain('2026-12-01 07:00');
  expect(text.indexOf('2026-12-01 08:00')).toBeLessThan(text.indexOf('2026-12-01 19:00'));
  expect(text).toMatch(/AWS X +USD 0\.500 +USD 0\.00 +not expected/);
  expect(text).toMatch(/Why they differ\n {2}a lease/);
});
