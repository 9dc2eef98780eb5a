import type * as Aws from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Action, Condition, Rule, WeightedGroup } from './model.ts';

/** The rules of a listener by priority, the default last. The emulator returns them unsorted, and not always the default. */
export function toRules(rules: readonly Aws.Rule[], defaultActions: readonly Aws.Action[] = []): Rule[] {
  const named = rules
    .filter(({ Priority }) => Priority !== 'default')
    .toSorted((one, other) => Number(one.Priority) - Number(other.Priority))
    .map((rule) => ({
      arn: rule.RuleArn ?? '',
      conditions: (rule.Conditions ?? []).map(toCondition),
      action: toAction(rule.Actions ?? []),
    }));
  const fallback = rules.find(({ Priority }) => Priority === 'default');
  // ModifyListener and ModifyRule both write the default rule; the listener's own view is the one that is always there.
  const actions = defaultActions.length > 0 ? defaultActions : (fallback?.Actions ?? []);
  return [...named, { arn: fallback?.RuleArn ?? '', conditions: [], action: toAction(actions) }];
}

/** Whoever authenticates is let through: the last action is the one that answers. */
function toAction(actions: readonly Aws.Action[]): Action {
  const last = actions.toSorted((one, other) => (one.Order ?? 0) - (other.Order ?? 0)).at(-1);
  const { FixedResponseConfig: fixed, RedirectConfig: redirect } = last ?? {};
  switch (last?.Type) {
    case 'forward':
      return { kind: 'forward', groups: toGroups(last) };
    case 'fixed-response':
      return {
        kind: 'fixed-response',
        status: Number(fixed?.StatusCode ?? 200),
        contentType: fixed?.ContentType ?? 'text/plain',
        body: fixed?.MessageBody ?? '',
      };
    case 'redirect':
      return {
        kind: 'redirect',
        status: redirect?.StatusCode === 'HTTP_302' ? 302 : 301,
        protocol: redirect?.Protocol ?? '#{protocol}',
        host: redirect?.Host ?? '#{host}',
        port: redirect?.Port ?? '#{port}',
        path: redirect?.Path ?? '/#{path}',
        query: redirect?.Query ?? '#{query}',
      };
    default:
      return { kind: 'forward', groups: [] };
  }
}

/** A single group may be named without a weight. */
function toGroups(action: Aws.Action): WeightedGroup[] {
  const groups = action.ForwardConfig?.TargetGroups ?? [];
  const named = groups.map(({ TargetGroupArn = '', Weight }) => ({ arn: TargetGroupArn, weight: Weight ?? 1 }));
  return named.length > 0 || !action.TargetGroupArn ? named : [{ arn: action.TargetGroupArn, weight: 1 }];
}

function toCondition(one: Aws.RuleCondition): Condition {
  const values = (config: { Values?: string[] | undefined } | undefined) => config?.Values ?? one.Values ?? [];
  switch (one.Field) {
    case 'path-pattern':
      return { field: one.Field, values: values(one.PathPatternConfig) };
    case 'host-header':
      return { field: one.Field, values: values(one.HostHeaderConfig) };
    case 'http-request-method':
      return { field: one.Field, values: values(one.HttpRequestMethodConfig) };
    case 'source-ip':
      return { field: one.Field, values: values(one.SourceIpConfig) };
    case 'http-header': {
      const { HttpHeaderName: header = '' } = one.HttpHeaderConfig ?? {};
      return { field: one.Field, header, values: values(one.HttpHeaderConfig) };
    }
    case 'query-string':
      return {
        field: one.Field,
        values: (one.QueryStringConfig?.Values ?? []).map(({ Key, Value = '' }) => ({
          ...(Key && { key: Key }),
          value: Value,
        })),
      };
    default:
      // An unknown condition holds for nobody, rather than for everybody.
      return { field: 'path-pattern', values: [] };
  }
}
