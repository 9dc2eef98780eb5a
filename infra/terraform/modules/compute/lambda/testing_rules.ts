import type { Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { FakeAws } from './testing.ts';

/** A rule to an application, by weight, and for the rest to the wake function. */
export function forward(RuleArn: string, app: string, weight = 100): Rule {
  const TargetGroups = [
    { TargetGroupArn: app, Weight: weight },
    { TargetGroupArn: 'arn:wake', Weight: 100 - weight },
  ];
  return {
    RuleArn,
    IsDefault: false,
    Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups, TargetGroupStickinessConfig: { Enabled: false } } }],
  };
}

/** Gives the rules that are meant other actions. */
export function change(aws: FakeAws, which: (rule: Rule) => boolean, actions: unknown): void {
  aws.rules = aws.rules.map((rule) =>
    which(rule) ? { ...rule, Actions: actions as NonNullable<Rule['Actions']> } : rule,
  );
}
