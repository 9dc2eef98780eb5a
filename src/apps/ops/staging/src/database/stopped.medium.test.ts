import { expect, it } from 'vitest';
import { type FakeAnswer, fakeAws } from '../testing.ts';
import { refuseWhileStopped } from './stopped.ts';

const database = (status: string): FakeAnswer => ({
  xml: `<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances><DBInstance><DBInstanceStatus>${status}</DBInstanceStatus></DBInstance></DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>`,
});
const NONE: FakeAnswer = {
  xml: '<DescribeDBInstancesResponse><DescribeDBInstancesResult/></DescribeDBInstancesResponse>',
};
const plan = (change: string[]) => ({
  database: { add: [], change, remove: [], outputs: [], fresh: false },
  network: { add: [], change: ['aws_vpc.this'], remove: [], outputs: [], fresh: false },
});

it.each(['stopped', 'stopping', 'starting'])(
  'an apply that would change the database is refused while it is %s',
  async (status) => {
    await using aws = await fakeAws({ DescribeDBInstances: database(status) });
    await expect(refuseWhileStopped(aws.clientOptions, plan(['aws_db_instance.this[0]']))).rejects.toMatchObject({
      message: expect.stringContaining(`(aws_db_instance.this[0]), which is ${status}`),
      hint: expect.stringContaining('staging start'),
      exitCode: 1,
    });
  },
);

it.each<[string, FakeAnswer, string[]]>([
  ['while the database is available', database('available'), ['aws_db_instance.this[0]']],
  ['that does not change it', database('stopped'), ['aws_db_parameter_group.this']],
  ['where there is none yet', NONE, ['aws_db_instance.this[0]']],
])('an apply %s goes on', async (_, answer, change) => {
  await using aws = await fakeAws({ DescribeDBInstances: answer });
  await expect(refuseWhileStopped(aws.clientOptions, plan(change))).resolves.toBeUndefined();
});
