import { CreateSecurityGroupCommand, CreateSubnetCommand, CreateVpcCommand } from '@aws-sdk/client-ec2';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  ModifyTargetGroupAttributesCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Clients } from '../aws.ts';

export const FUNCTION_ARN = 'arn:aws:lambda:ap-northeast-1:123456789012:function:wake';

/** What Terraform makes, in the same shape: every rule names an app group and the wake group, 0/100. */
export async function buildLikeTerraform(aws: Clients) {
  const { Vpc } = await aws.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const subnet = async (zone: string, CidrBlock: string) =>
    (await aws.ec2.send(new CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock, AvailabilityZone: zone }))).Subnet
      ?.SubnetId ?? '';
  const Subnets = [await subnet('ap-northeast-1a', '10.0.1.0/24'), await subnet('ap-northeast-1c', '10.0.2.0/24')];
  const { GroupId = '' } = await aws.ec2.send(
    new CreateSecurityGroupCommand({ GroupName: 'alb', Description: 'alb', VpcId: Vpc?.VpcId }),
  );
  const { LoadBalancers } = await aws.elb.send(
    new CreateLoadBalancerCommand({ Name: 'alb', Subnets, SecurityGroups: [GroupId] }),
  );
  const group = async (Name: string) => {
    const input = {
      Name,
      Protocol: 'HTTP',
      Port: 3000,
      VpcId: Vpc?.VpcId,
      TargetType: 'ip',
      HealthCheckPath: '/health',
      HealthCheckIntervalSeconds: 5,
    } as const;
    return (await aws.elb.send(new CreateTargetGroupCommand(input))).TargetGroups?.[0]?.TargetGroupArn ?? '';
  };
  const [web, idle] = [await group('web'), await group('idle')];
  const wakeGroup = await aws.elb.send(new CreateTargetGroupCommand({ Name: 'wake', TargetType: 'lambda' }));
  const wake = wakeGroup.TargetGroups?.[0]?.TargetGroupArn ?? '';
  await aws.elb.send(new RegisterTargetsCommand({ TargetGroupArn: wake, Targets: [{ Id: FUNCTION_ARN }] }));
  await aws.elb.send(
    new ModifyTargetGroupAttributesCommand({
      TargetGroupArn: web,
      Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '20' }],
    }),
  );
  const { Listeners } = await aws.elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: LoadBalancers?.[0]?.LoadBalancerArn,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: split(web, wake, 0),
    }),
  );
  const listener = Listeners?.[0]?.ListenerArn ?? '';
  const rule = await aws.elb.send(
    new CreateRuleCommand({
      ListenerArn: listener,
      Priority: 10,
      Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/api/*'] } }],
      Actions: split(web, wake, 0),
    }),
  );
  return { securityGroup: GroupId, web, idle, wake, listener, rule: rule.Rules?.[0]?.RuleArn ?? '' };
}

/** Forwards to both groups; `weight` of 100 goes to the app. */
export const split = (app: string, wake: string, weight: number) => [
  {
    Type: 'forward' as const,
    ForwardConfig: {
      TargetGroups: [
        { TargetGroupArn: app, Weight: weight },
        { TargetGroupArn: wake, Weight: 100 - weight },
      ],
    },
  },
];
