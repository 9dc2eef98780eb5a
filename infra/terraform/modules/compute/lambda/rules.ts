import {
  type Action,
  DescribeRulesCommand,
  ModifyListenerCommand,
  ModifyRuleCommand,
  type Rule,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Forwarding, forwardingOf } from '@bookmark-manager/schedule';
import type { Clients } from './clients.ts';
import type { AlbService } from './door_settings.ts';

type Elb = Clients['elb'];

/** The listener rules of every service's listener, read once for each listener. */
export async function readRules(elb: Elb, services: readonly AlbService[]): Promise<Rule[]> {
  const listeners = [...new Set(services.map(({ listenerArn }) => listenerArn))];
  const pages = await Promise.all(listeners.map((ListenerArn) => rulesOf(elb, ListenerArn)));
  return pages.flat();
}

/** Where a service's rule sends visitors. */
export function forwardingIn(rules: readonly Rule[], service: AlbService, wakeTargetGroupArn: string): Forwarding {
  const groups = forwardOf(rules, service)?.ForwardConfig?.TargetGroups ?? [];
  const weightOf = (arn: string) => groups.find(({ TargetGroupArn }) => TargetGroupArn === arn)?.Weight ?? 0;
  return forwardingOf({ app: weightOf(service.appTargetGroupArn), wake: weightOf(wakeTargetGroupArn) });
}

/** Sends a service's visitors to the application or to the wake function; everything else about its rule stays. */
export async function setForwarding(
  elb: Elb,
  rules: readonly Rule[],
  service: AlbService,
  wakeTargetGroupArn: string,
  to: 'app' | 'wake',
): Promise<void> {
  const weights = {
    [service.appTargetGroupArn]: to === 'app' ? 100 : 0,
    [wakeTargetGroupArn]: to === 'wake' ? 100 : 0,
  };
  const actions = withWeights(ruleOf(rules, service)?.Actions ?? [], weights);
  if (service.ruleArn === null)
    await elb.send(new ModifyListenerCommand({ ListenerArn: service.listenerArn, DefaultActions: actions }));
  else await elb.send(new ModifyRuleCommand({ RuleArn: service.ruleArn, Actions: actions }));
}

async function rulesOf(elb: Elb, ListenerArn: string): Promise<Rule[]> {
  const rules: Rule[] = [];
  let Marker: string | undefined;
  do {
    const page = await elb.send(new DescribeRulesCommand({ ListenerArn, ...(Marker === undefined ? {} : { Marker }) }));
    // A default rule has no listener in it; remember whose it is.
    for (const rule of page.Rules ?? []) rules.push(rule.IsDefault ? { ...rule, RuleArn: ListenerArn } : rule);
    Marker = page.NextMarker;
  } while (Marker !== undefined);
  return rules;
}

function ruleOf(rules: readonly Rule[], { ruleArn, listenerArn }: AlbService): Rule | undefined {
  return rules.find(({ RuleArn }) => RuleArn === (ruleArn ?? listenerArn));
}

function forwardOf(rules: readonly Rule[], service: AlbService): Action | undefined {
  return ruleOf(rules, service)?.Actions?.find(({ Type }) => Type === 'forward');
}

/** The same actions with other weights; stickiness and whatever runs before the forward are kept. */
function withWeights(actions: readonly Action[], weights: Readonly<Record<string, number>>): Action[] {
  const TargetGroups = Object.entries(weights).map(([TargetGroupArn, Weight]) => ({ TargetGroupArn, Weight }));
  const kept = actions.length > 0 ? actions : [{ Type: 'forward' as const }];
  return kept.map(({ TargetGroupArn, ...action }) =>
    action.Type === 'forward'
      ? { ...action, ForwardConfig: { ...action.ForwardConfig, TargetGroups } }
      : { ...action, ...(TargetGroupArn === undefined ? {} : { TargetGroupArn }) },
  );
}
