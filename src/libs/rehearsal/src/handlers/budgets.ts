import type { Clock } from '../clock/index.ts';
import type { Table } from '../relay/types.ts';
import { answering, fault, type Json } from '../relay/wire.ts';
import type { Store } from '../store.ts';

type Tag = { Key: string; Value: string };
type Notification = { NotificationType: string; ComparisonOperator: string; Threshold: number; ThresholdType?: string };
type Subscriber = { SubscriptionType: string; Address: string };
type Alert = { Notification: Notification; Subscribers: Subscriber[] };
type Budget = Json & { BudgetName: string };
type Entry = { budget: Budget; alerts: Alert[]; tags: Tag[] };
type Named = { AccountId: string; BudgetName: string };
type OfAlert = Named & { Notification: Notification };
type Tagged = { ResourceARN: string };
type Creation = { AccountId: string; Budget: Budget; NotificationsWithSubscribers?: Alert[]; ResourceTags?: Tag[] };

const FOREVER = Date.UTC(2087, 5, 15) / 1000;

/** AWS Budgets as a whole: moto loses subscribers and can neither change nor tag a budget. */
export function createBudgetRows(store: Store, clock: Clock): Table {
  const budgets = store.map<Entry>('budgets');
  const entry = (arn: string) => {
    const found = budgets.get(arn);
    if (found) return found;
    const name = arn.split('/').at(-1);
    throw fault('NotFoundException', `Unable to get budget: ${name} - the budget doesn't exist.`);
  };
  const named = (input: Named) => entry(arnOf(input.AccountId, input.BudgetName));
  const alertOf = (input: OfAlert) => {
    const found = named(input).alerts.find((alert) => isSame(alert.Notification, input.Notification));
    if (!found) throw fault('NotFoundException', 'Unable to find the notification.');
    return found;
  };
  const create = (input: Creation) => {
    const arn = arnOf(input.AccountId, input.Budget.BudgetName);
    if (budgets.has(arn)) {
      throw fault(
        'DuplicateRecordException',
        `Error creating budget: ${input.Budget.BudgetName} - the budget already exists.`,
      );
    }
    const now = clock.now().getTime() / 1000;
    const spent = { ActualSpend: { Amount: '0.0', Unit: 'USD' } };
    const defaults = {
      CostFilters: {},
      TimePeriod: { Start: now, End: FOREVER },
      CalculatedSpend: spent,
      LastUpdatedTime: now,
    };
    const alerts = (input.NotificationsWithSubscribers ?? []).map(asAlert);
    budgets.set(arn, { budget: { ...defaults, ...input.Budget }, alerts, tags: input.ResourceTags ?? [] });
  };

  return {
    'budgets:CreateBudget': answering(create),
    'budgets:DescribeBudget': answering<Named>((input) => ({ Budget: named(input).budget })),
    'budgets:DescribeBudgets': answering<Named>((input) => {
      const own = [...budgets].filter(([arn]) => arn.startsWith(arnOf(input.AccountId, '')));
      return { Budgets: own.map(([, { budget }]) => budget) };
    }),
    'budgets:UpdateBudget': answering<{ AccountId: string; NewBudget: Budget }>(({ AccountId, NewBudget }) => {
      Object.assign(entry(arnOf(AccountId, NewBudget.BudgetName)).budget, NewBudget);
    }),
    'budgets:DeleteBudget': answering<Named>((input) => {
      named(input);
      budgets.delete(arnOf(input.AccountId, input.BudgetName));
    }),
    'budgets:CreateNotification': answering<Named & Alert>((input) => {
      named(input).alerts.push(asAlert(input));
    }),
    'budgets:DeleteNotification': answering<OfAlert>((input) => {
      const gone = alertOf(input);
      const of = named(input);
      of.alerts = of.alerts.filter((alert) => alert !== gone);
    }),
    'budgets:DescribeNotificationsForBudget': answering<Named>((input) => ({
      Notifications: named(input).alerts.map((alert) => alert.Notification),
    })),
    'budgets:DescribeSubscribersForNotification': answering<OfAlert>((input) => ({
      Subscribers: alertOf(input).Subscribers,
    })),
    'budgets:CreateSubscriber': answering<OfAlert & { Subscriber: Subscriber }>((input) => {
      alertOf(input).Subscribers.push(input.Subscriber);
    }),
    'budgets:DeleteSubscriber': answering<OfAlert & { Subscriber: Subscriber }>((input) => {
      const alert = alertOf(input);
      alert.Subscribers = alert.Subscribers.filter(({ Address }) => Address !== input.Subscriber.Address);
    }),
    'budgets:ListTagsForResource': answering<Tagged>((input) => ({ ResourceTags: entry(input.ResourceARN).tags })),
    'budgets:TagResource': answering<Tagged & { ResourceTags: Tag[] }>((input) => {
      const of = entry(input.ResourceARN);
      const kept = of.tags.filter(({ Key }) => !input.ResourceTags.some((added) => added.Key === Key));
      of.tags = [...kept, ...input.ResourceTags];
    }),
    'budgets:UntagResource': answering<Tagged & { ResourceTagKeys: string[] }>((input) => {
      const of = entry(input.ResourceARN);
      of.tags = of.tags.filter(({ Key }) => !input.ResourceTagKeys.includes(Key));
    }),
  };
}

function arnOf(account: string, name: string): string {
  return `arn:aws:budgets::${account}:budget/${name}`;
}

function asAlert({ Notification, Subscribers }: Alert): Alert {
  return { Notification: { ...{ NotificationState: 'OK' }, ...Notification }, Subscribers };
}

function isSame(one: Notification, other: Notification): boolean {
  return JSON.stringify(identity(one)) === JSON.stringify(identity(other));
}

function identity({ NotificationType, ComparisonOperator, ThresholdType = 'PERCENTAGE', Threshold }: Notification) {
  return [NotificationType, ComparisonOperator, ThresholdType, Number(Threshold)];
}
