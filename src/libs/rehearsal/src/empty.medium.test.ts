import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { createClients } from './aws.ts';
import { startEmpty } from './empty.ts';
import { findPython } from './emulator/python.ts';
import { temporaryFolder } from './processes/testing.ts';

it('answers for an account in which nothing was made, and nobody answers when it has ended', async () => {
  using folder = temporaryFolder('empty');
  let endpoint: string;
  {
    await using empty = await startEmpty({ directory: folder.path, python: findPython() });
    endpoint = empty.endpoint;
    const { sts, ec2, ecs } = createClients(endpoint, 'ap-northeast-1');
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toMatch(/^\d{12}$/);
    expect(
      (await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['false'] }] }))).Vpcs,
    ).toEqual([]);
    await expect(ecs.send(new DescribeServicesCommand({ services: ['web'] }))).rejects.toThrow();
  }
  await expect(fetch(endpoint)).rejects.toThrow();
});
