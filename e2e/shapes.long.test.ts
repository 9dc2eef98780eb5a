import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { clock } from './clock.ts';
import { ROOT, run as runProgram } from './programs.ts';
import { DIRECTORY, endRehearsal, staging, startRehearsal } from './rehearsal.ts';
import { closeOn, GOLDEN_WEEK, run, windowsOf } from './schedule.ts';
import { openShell } from './shell.ts';
import { until } from './until.ts';

const { shapes } = z
  .object({
    shapes: z.record(
      z.string(),
      z.object({
        cpu_architecture: z.string(),
        nat_gateway: z.boolean(),
        interface_endpoints: z.array(z.string()),
        interface_endpoint_azs: z.number(),
        database: z.object({ engine: z.string() }),
        container_insights: z.boolean(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(ROOT, 'infra/terraform/envs/staging/shapes.json'), 'utf8')));

/** Every shape is applied for real, in a folder of its own, and destroyed. `-t 'the shape before'` tries one. */
describe.each(Object.entries(shapes))('the shape %s', (name, shape) => {
  afterAll(() => endRehearsal());

  it('is applied, serves its page, and a second plan is empty in all six units', async () => {
    await endRehearsal();
    rmSync(DIRECTORY, { recursive: true, force: true });
    process.env.STAGING_SHAPE = name;
    const { file, output } = await startRehearsal();
    expect((await fetch(file.door)).status).toBe(200);
    await until('the proof is there', () => /Proved\s+a plan of all units is empty|Plan\s+/.test(output()), {
      deadlineMs: 600_000, // seconds on a machine for itself
    });
    expect(output()).toContain('a plan of all units is empty');
    const again = await staging('plan', '--json');
    expect(again.code, again.stdout).toBe(0);
    expect(Object.keys(JSON.parse(again.stdout).units)).toHaveLength(6);
  });

  it('is what shapes.json says: ways out, endpoints, architecture, database', async () => {
    const shell = await openShell();
    const ask = async (call: string) => {
      const { stdout, stderr } = await shell(`aws ${call} --output text`);
      return stdout.trim() || stderr;
    };
    const interfaces = 'VpcEndpoints[?VpcEndpointType==`Interface`]';
    const cluster = '--cluster bookmark-manager-staging-cluster --services bookmark-manager-staging-api';
    const found = await Promise.all([
      ask(`ec2 describe-vpc-endpoints --query 'length(${interfaces})'`),
      ask(`ec2 describe-vpc-endpoints --query 'length(${interfaces}.SubnetIds[])'`),
      ask("ec2 describe-nat-gateways --query 'length(NatGateways[?State==`available`])'"),
      ask(
        `ecs describe-services ${cluster} --query services[0].networkConfiguration.awsvpcConfiguration.assignPublicIp`,
      ),
      ask(
        'ecs describe-task-definition --task-definition bookmark-manager-staging-api --query taskDefinition.runtimePlatform.cpuArchitecture',
      ),
      ask("rds describe-db-clusters --query 'length(DBClusters)'"),
      ask('rds describe-db-instances --query DBInstances[].DBInstanceClass'),
      ask(
        'ecs describe-clusters --clusters bookmark-manager-staging-cluster --include SETTINGS --query clusters[0].settings[0].value',
      ),
    ]);
    const { interface_endpoints: endpoints, interface_endpoint_azs: zones, nat_gateway: nat } = shape;
    const isAurora = shape.database.engine === 'aurora-serverless-v2';
    expect(found).toEqual([
      String(zones > 0 ? endpoints.length : 0),
      String(endpoints.length * zones),
      nat ? '1' : '0',
      nat ? 'DISABLED' : 'ENABLED',
      shape.cpu_architecture,
      isAurora ? '1' : '0',
      isAurora ? 'db.serverless' : 'db.t4g.micro',
      shape.container_insights ? 'enabled' : 'disabled',
    ]);
  });

  it('has a database that answers through a tunnel, and is awake', async () => {
    const status = JSON.parse((await staging('status', '--json')).stdout);
    expect(status).toMatchObject({ condition: 'awake', database: { status: 'available' } });
    const rows = await staging('db', 'psql', '--', '-Atc', 'SELECT 20 + 22');
    expect(rows.stdout.trim(), rows.stderr).toBe('42');
  });

  it.runIf(name === 'by-the-book')('is awake in a Golden Week to the minute as its calendar says', async () => {
    await closeOn(GOLDEN_WEEK);
    const report = await run('2025-04-25T21:00', '2025-05-07T08:00');
    for (const service of ['web', 'api'])
      expect(windowsOf(report, service)).toEqual([
        '04-25 21:00 - 22:00',
        '04-29 09:00 - 22:00',
        '05-05 09:00 - 22:00',
        '05-06 09:00 - 22:00',
      ]);
    const hours = Object.fromEntries(
      report.hours.map(({ resource, awake }) => [resource, Math.round(awake * 60) / 60]),
    );
    expect(hours).toMatchObject({ web: 40, api: 40 });
    await clock({ set: new Date().toISOString() });
  });

  it('is destroyed by staging down', async () => {
    const { code, stderr } = await runProgram(join(ROOT, 'node_modules/.bin/staging'), ['down', '--yes'], {
      env: { STAGING_REHEARSAL_DIR: DIRECTORY },
      timeoutMs: 900_000,
    });
    expect(code, stderr.slice(-2000)).toBe(0);
  });
});
