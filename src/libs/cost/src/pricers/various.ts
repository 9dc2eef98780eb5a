import type { Kind } from '../model.ts';
import type { Pricer } from '../pricer.ts';
import { exactly, times } from '../range.ts';
import { blocks, count, text } from '../values.ts';

export const various = {
  aws_ssm_parameter: {
    reads: ['name', 'tier'],
    price: (resource) =>
      text(resource, 'tier') === 'Advanced'
        ? [
            {
              item: 'advanced parameter',
              kind: 'fixed',
              service: 'SSM Parameter Store',
              usageType: 'APN1-PS-Advanced-Param-Tier1',
              quantity: exactly(1),
            },
          ]
        : [],
  },
  aws_secretsmanager_secret: {
    reads: ['name'],
    price: () => [
      {
        item: 'secret',
        kind: 'fixed',
        service: 'Secrets Manager',
        usageType: 'APN1-AWSSecretsManager-Secrets',
        quantity: exactly(1),
      },
    ],
  },
  aws_kms_key: {
    reads: ['description'],
    price: () => [
      { item: 'key', kind: 'fixed', service: 'KMS', usageType: 'ap-northeast-1-KMS-Keys', quantity: exactly(1) },
    ],
  },
  aws_budgets_budget: {
    reads: ['name'],
    price: () => [
      {
        item: 'budget',
        kind: 'fixed',
        service: 'Budgets',
        usageType: 'monitoring budget',
        quantity: exactly(1),
      },
    ],
  },
  aws_wafv2_web_acl: {
    reads: ['name', 'rule'],
    price(resource, { hours, usage }) {
      const fixed: Kind = 'fixed';
      return [
        { item: 'web ACL', kind: fixed, service: 'WAF', usageType: 'APN1-WebACLV2', quantity: exactly(1) },
        {
          item: 'rules',
          kind: fixed,
          service: 'WAF',
          usageType: 'APN1-RuleV2',
          quantity: exactly(count(resource, 'rule') ?? blocks(resource, 'rule').length),
        },
        {
          item: 'requests',
          kind: 'usage',
          service: 'WAF',
          usageType: 'APN1-RequestV2-Tier1',
          quantity: times(times(hours.services, usage.requests_per_awake_hour), 1e-6),
        },
      ];
    },
  },
} satisfies Record<string, Pricer>;
