import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from './doctor/examine.ts';
import { type FakeAnswer, fakeAws, fakeRehearsal } from './testing.ts';
import { AWAKE } from './testing-awake.ts';
import { builtCommand, staging } from './testing-command.ts';

beforeAll(builtCommand);

const levels = ({ checks }: Report) => Object.fromEntries(checks.map(({ id, level }) => [id, level]));

/** What a new account answers: there is nothing of ours. */
const NOTHING: Record<string, FakeAnswer> = {
  GetCallerIdentity: {
    xml: '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/a</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>',
  },
  DescribeImages: { error: 'RepositoryNotFoundException' },
  DescribeServices: { error: 'ClusterNotFoundException' },
  ListTasks: { error: 'ClusterNotFoundException' },
  DescribeTaskDefinition: { error: 'ClientException' },
  DescribeDBInstances: { error: 'DBInstanceNotFoundFault' },
  GetFunctionConfiguration: { error: 'ResourceNotFoundException' },
  FilterLogEvents: { error: 'ResourceNotFoundException' },
  DescribeLoadBalancers: { error: 'LoadBalancerNotFound' },
  '/v2/apis': { json: { items: [] } },
  '/v2/vpclinks': { json: { items: [] } },
  GetParameters: { json: { Parameters: [] } },
  GetParametersByPath: { json: { Parameters: [] } },
  DescribeVpcs: { xml: '<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>' },
  DescribeSecurityGroups: {
    xml: '<DescribeSecurityGroupsResponse><securityGroupInfo/></DescribeSecurityGroupsResponse>',
  },
};

describe('doctor', () => {
  it('says before anything is applied what is missing, and what to type', async () => {
    await using aws = await fakeAws(NOTHING);
    const { code, stdout } = await staging(['doctor'], { STAGING_REHEARSAL_DIR: fakeRehearsal(aws.endpoint) });
    expect(stdout).toMatch(/✗ There is no terraform\.tfvars.*\n.*\n {2}→ staging configure/);
    expect(stdout).toMatch(/✗ Nothing is applied here yet\..*\n.*\n {2}→ staging up/);
    expect(stdout).toMatch(/\n2 faults: /);
    expect(code).toBe(1);
  });

  it('looks at what it may, and says of the rest why not', async () => {
    const denied = { error: 'AccessDeniedException' };
    await using aws = await fakeAws({ ...NOTHING, ...AWAKE, DescribeServices: denied, ListTasks: denied });
    const { stdout } = await staging(['doctor', '--json'], { STAGING_REHEARSAL_DIR: fakeRehearsal(aws.endpoint) });
    const report = JSON.parse(stdout) as Report;
    expect(levels(report)).toMatchObject({
      exec: 'note',
      'starts.web': 'note',
      credentials: 'ok',
      'database.private': 'ok',
    });
    expect(report.checks.find(({ id }) => id === 'exec')).toEqual({
      id: 'exec',
      level: 'note',
      finding: 'Not looked at: these credentials may not read it.',
      evidence: '',
      next: null,
    });
  });

  it('looks at this machine where nothing runs', async () => {
    const { code, stdout, stderr } = await staging(['doctor', '--json']);
    const report = JSON.parse(stdout) as Report;
    expect(report.checks.filter(({ level }) => level === 'fault').map(({ id }) => id)).toContain('target');
    expect(levels(report)).toMatchObject({ 'tools.terraform': 'ok', 'tools.terragrunt': 'ok', credentials: 'note' });
    expect({ code, stderr, ok: report.ok }).toEqual({ code: 1, stderr: '', ok: false });
  });
});
