import * as z from 'zod/mini';
import { FRONT_DOORS } from './doors.ts';
import { DATABASE_ENGINES } from './engines.ts';
import { calendarSchema, scheduleSchema } from './schedule-schema.ts';

/** MiB of memory that Fargate allows for each CPU size: from, to, step. */
const FARGATE_MEMORY: Readonly<Record<number, readonly [number, number, number]>> = {
  256: [512, 2048, 512],
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16_384, 1024],
  4096: [8192, 30_720, 1024],
  8192: [16_384, 61_440, 4096],
  16384: [32_768, 122_880, 8192],
};

const LOG_RETENTION_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827];

const service = z
  .strictObject({
    cpu: z.literal(Object.keys(FARGATE_MEMORY).map(Number)),
    memory: z.int(),
    awake_count: z.int().check(z.gte(0), z.lte(10)),
  })
  .check(
    z.refine(({ cpu, memory }) => fits(cpu, memory), {
      path: ['memory'],
      error: (issue) => `MiB that Fargate has for this cpu (${allowedMemory(issue.input)})`,
    }),
  );

const rds = z.strictObject({
  engine: z.literal('rds'),
  instance_class: z.string().check(z.regex(/^db\.[a-z0-9-]+\.[a-z0-9]+$/, 'an instance class such as "db.t4g.micro"')),
  allocated_storage_gib: z.int().check(z.gte(20), z.lte(65_536)),
});

/** Aurora counts capacity in halves of a unit; from 0 it pauses by itself. */
const acu = (least: number) => z.number().check(z.gte(least), z.lte(256), z.multipleOf(0.5, 'a multiple of 0.5'));

const auroraServerless = z
  .strictObject({ engine: z.literal('aurora-serverless-v2'), min_acu: acu(0), max_acu: acu(1) })
  .check(z.refine(({ min_acu, max_acu }) => min_acu <= max_acu, { path: ['max_acu'], message: 'min_acu or more' }));

const database = z.discriminatedUnion('engine', [rds, auroraServerless], {
  error: `one of ${DATABASE_ENGINES.map((engine) => `"${engine}"`).join(', ')}`,
});

/** One named form of the environment. */
export const shapeSchema = z
  .strictObject({
    cpu_architecture: z.enum(['ARM64', 'X86_64']),
    front_door: z.enum(FRONT_DOORS),
    interface_endpoints: z.array(
      z.string().check(z.regex(/^[a-z0-9][a-z0-9.-]*$/, 'the name of an AWS service such as "ecr.api"')),
    ),
    interface_endpoint_azs: z.literal([0, 1, 2]),
    nat_gateway: z.boolean(),
    services: z.strictObject({ web: service, api: service }),
    database,
    fargate_spot: z.boolean(),
    container_insights: z.boolean(),
    waf: z.boolean(),
    log_retention_days: z.literal(LOG_RETENTION_DAYS),
    schedule: scheduleSchema,
  })
  .check(
    z.refine(({ waf, front_door }) => !waf || front_door === 'alb', {
      path: ['waf'],
      message: 'false, as WAF guards a load balancer and no HTTP API',
    }),
  );

const shapeName = z.string().check(z.regex(/^[a-z][a-z0-9-]*$/, 'a shape name of small letters, digits and "-"'));

/** The whole of shapes.json. */
export const shapesSchema = z.strictObject({
  calendar: calendarSchema,
  shapes: z
    .record(shapeName, shapeSchema)
    .check(z.refine((shapes) => Object.keys(shapes).length > 0, 'at least one shape')),
});

export type Shape = z.infer<typeof shapeSchema>;
export type Shapes = z.infer<typeof shapesSchema>;

function fits(cpu: number, memory: number): boolean {
  const [from, to, step] = FARGATE_MEMORY[cpu] ?? [0, 0, 1];
  return memory >= from && memory <= to && (memory - from) % step === 0;
}

function allowedMemory(service: unknown): string {
  const cpu = typeof service === 'object' && service !== null && 'cpu' in service ? Number(service.cpu) : 0;
  const [from, to, step] = FARGATE_MEMORY[cpu] ?? [0, 0, 0];
  return `${from} to ${to} in steps of ${step}`;
}
