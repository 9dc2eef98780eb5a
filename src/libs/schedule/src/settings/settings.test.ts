import { describe, expect, it, test } from 'vitest';
import { slice } from '../testing.ts';
import { InvalidSettings } from './invalid.ts';
import { parseScheduleSlice, parseShapes, scheduleSliceOf } from './parse.ts';

const service = { cpu: 256, memory: 512, awake_count: 1 };
const { calendar, schedule } = slice();
const lean = {
  cpu_architecture: 'ARM64',
  front_door: 'alb',
  interface_endpoints: [],
  interface_endpoint_azs: 0,
  nat_gateway: false,
  services: { web: service, api: service },
  database: { engine: 'rds', instance_class: 'db.t4g.micro', allocated_storage_gib: 20 },
  fargate_spot: false,
  container_insights: false,
  waf: false,
  log_retention_days: 7,
  schedule,
};

function problems(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof InvalidSettings) return error.problems;
    throw error;
  }
  return [];
}

const withLean = (changes: Record<string, unknown>) =>
  JSON.stringify({ calendar, shapes: { lean: { ...lean, ...changes } } });

describe('shapes.json', () => {
  it('is read as it is written, and gives a Lambda its slice', () => {
    const shapes = parseShapes(withLean({}));
    expect(shapes).toEqual({ calendar, shapes: { lean } });
    expect(parseScheduleSlice(JSON.stringify(scheduleSliceOf(shapes, 'lean')))).toEqual(slice());
  });

  test.each([
    ['shape "lean": cpu_architecture: expected one of "ARM64", "X86_64", found "arm"', { cpu_architecture: 'arm' }],
    ['shape "lean": front_door: expected one of "alb", "http-api", found "nginx"', { front_door: 'nginx' }],
    [
      'shape "lean": waf: expected false, as WAF guards a load balancer and no HTTP API, found true',
      { front_door: 'http-api', waf: true },
    ],
    ['shape "lean": nat_gateway: expected a boolean, found "no"', { nat_gateway: 'no' }],
    ['shape "lean": unknown key "surprise"', { surprise: 1 }],
    ['shape "lean": container_insights: expected a boolean, found nothing', { container_insights: undefined }],
    ['shape "lean": interface_endpoint_azs: expected one of 0, 1, 2, found 3', { interface_endpoint_azs: 3 }],
    [
      'shape "lean": database.instance_class: expected an instance class such as "db.t4g.micro", found "micro"',
      { database: { engine: 'rds', instance_class: 'micro', allocated_storage_gib: 20 } },
    ],
    [
      'shape "lean": database.allocated_storage_gib: expected at least 20, found 5',
      { database: { engine: 'rds', instance_class: 'db.t4g.micro', allocated_storage_gib: 5 } },
    ],
    [
      'shape "lean": database.engine: expected one of "rds", "aurora-serverless-v2", found "mysql"',
      { database: { engine: 'mysql' } },
    ],
    [
      'shape "lean": database: unknown key "instance_class"',
      { database: { engine: 'aurora-serverless-v2', min_acu: 0.5, max_acu: 1, instance_class: 'db.t4g.micro' } },
    ],
    [
      'shape "lean": database.min_acu: expected a multiple of 0.5, found 0.7',
      { database: { engine: 'aurora-serverless-v2', min_acu: 0.7, max_acu: 1 } },
    ],
    [
      'shape "lean": database.max_acu: expected min_acu or more, found 1',
      { database: { engine: 'aurora-serverless-v2', min_acu: 2, max_acu: 1 } },
    ],
    [
      'shape "lean": services.web.memory: expected MiB that Fargate has for this cpu (512 to 2048 in steps of 512), found 700',
      { services: { web: { ...service, memory: 700 }, api: service } },
    ],
    [
      'shape "lean": services.web.awake_count: expected a whole number, found 1.5',
      { services: { web: { ...service, awake_count: 1.5 }, api: service } },
    ],
    ['shape "lean": services.api: expected an object, found nothing', { services: { web: service } }],
    [
      'shape "lean": schedule.mode: expected one of "office-hours", "always", "never", found "sometimes"',
      { schedule: { ...schedule, mode: 'sometimes' } },
    ],
    [
      'shape "lean": schedule.office_hours: expected at least one day with hours when mode is "office-hours", found {}',
      { schedule: { ...schedule, office_hours: {} } },
    ],
    [
      'shape "lean": schedule.office_hours.mon[0][0]: expected a time from "00:00" to "24:00", found "9:00"',
      { schedule: { ...schedule, office_hours: { mon: [['9:00', '22:00']] } } },
    ],
    [
      'shape "lean": schedule.office_hours.mon[0]: expected a window such as ["09:00", "22:00"] whose ends differ, found ["09:00","09:00"]',
      { schedule: { ...schedule, office_hours: { mon: [['09:00', '09:00']] } } },
    ],
    [
      'shape "lean": schedule.office_hours: unknown key "monday"',
      { schedule: { ...schedule, office_hours: { monday: [['09:00', '22:00']] } } },
    ],
  ])('that is wrong is told: %s', (problem, changes) => {
    expect(problems(() => parseShapes(withLean(changes)))).toContain(problem);
  });

  it('names a date that does not exist, a bad shape name, and a file without shapes', () => {
    const text = JSON.stringify({ calendar: { closed_days: ['2026-02-30'], open_days: [] }, shapes: {} });
    expect(problems(() => parseShapes(text))).toEqual([
      'calendar.closed_days[0]: expected a date such as "2026-12-31", found "2026-02-30"',
      'shapes: expected at least one shape, found {}',
    ]);
    expect(problems(() => parseShapes(JSON.stringify({ calendar, shapes: { Lean: lean } })))).toEqual([
      'shape "Lean": expected a shape name of small letters, digits and "-", found "Lean"',
    ]);
  });

  it("that is no JSON is refused with the parser's words", () => {
    expect(problems(() => parseShapes('{ "calendar": '))[0]).toMatch(/^expected JSON, found a mistake: /);
  });

  it('without the wanted shape names those that it has', () => {
    expect(problems(() => scheduleSliceOf(parseShapes(withLean({})), 'fat'))).toEqual([
      'expected one of the shapes lean, found "fat"',
    ]);
  });
});
