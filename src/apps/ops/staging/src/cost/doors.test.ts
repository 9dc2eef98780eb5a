import { expect, it } from 'vitest';
import { doorsJson, doorsPage } from './doors.ts';

it('says what each door costs, and from how many requests on the other one is cheaper', () => {
  const page = doorsPage(744, 20).join('\n');
  expect(page).toMatch(/load balancer \(alb\) +25\.\d\d +0\.1\d/);
  expect(page).toMatch(/HTTP API \(http-api\) +0\.00 +1\.\d\d/);
  expect(page).toMatch(
    /Above 2\d\.\d million requests a month the load balancer is the cheaper door\. \(20 kB an answer\)/,
  );
});

it('says the same to a program', () => {
  expect(doorsJson(744, 20)).toMatchObject({
    doors: { alb: { usdPerMonth: expect.closeTo(25.5, 0) }, 'http-api': { usdPerMonth: 0 } },
    breakEvenRequestsPerMonth: expect.any(Number),
  });
});
