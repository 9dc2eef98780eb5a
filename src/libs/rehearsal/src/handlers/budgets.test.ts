import { beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../clock/index.ts';
import { askJson, jsonRequest } from '../relay/testing.ts';
import type { Table } from '../relay/types.ts';
import { createStore } from '../store.ts';
import { createBudgetRows } from './budgets.ts';

const AccountId = '123456789012';
const BudgetName = 'monthly';
const ResourceARN = `arn:aws:budgets::${AccountId}:budget/${BudgetName}`;
const Notification = {
  NotificationType: 'ACTUAL',
  ComparisonOperator: 'GREATER_THAN',
  Threshold: 80,
  ThresholdType: 'PERCENTAGE',
};
const mail = (Address: string) => ({ SubscriptionType: 'EMAIL', Address });
const limit = (Amount: string) => ({
  BudgetName,
  BudgetType: 'COST',
  TimeUnit: 'MONTHLY',
  BudgetLimit: { Amount, Unit: 'USD' },
});

describe('a budget', () => {
  let table: Table;
  const ask = (operation: string, input: object = {}) =>
    askJson(table, jsonRequest('budgets', operation, { AccountId, BudgetName, ResourceARN, ...input }));

  beforeEach(async () => {
    table = createBudgetRows(createStore(), createClock());
    const NotificationsWithSubscribers = [{ Notification, Subscribers: [mail('a@example.com')] }];
    const ResourceTags = [{ Key: 'Unit', Value: 'x' }];
    await ask('CreateBudget', { Budget: limit('100'), NotificationsWithSubscribers, ResourceTags });
  });

  it('is described as it was made, with what AWS adds', async () => {
    expect(await ask('DescribeBudget')).toMatchObject({
      Budget: { ...limit('100'), CalculatedSpend: { ActualSpend: { Amount: '0.0' } } },
    });
    expect(await ask('DescribeBudgets')).toMatchObject({ Budgets: [limit('100')] });
  });
  it('can be changed', async () => {
    await ask('UpdateBudget', { NewBudget: limit('200') });
    expect(await ask('DescribeBudget')).toMatchObject({ Budget: limit('200') });
  });
  it('keeps its subscribers, found by the notification however its threshold is written', async () => {
    await ask('CreateSubscriber', { Notification, Subscriber: mail('b@example.com') });
    await ask('DeleteSubscriber', { Notification, Subscriber: mail('a@example.com') });
    const { ThresholdType: _, ...bare } = Notification;
    expect(await ask('DescribeSubscribersForNotification', { Notification: { ...bare, Threshold: 80.0 } })).toEqual({
      Subscribers: [mail('b@example.com')],
    });
  });
  it('takes and loses notifications', async () => {
    await ask('CreateNotification', {
      Notification: { ...Notification, Threshold: 100 },
      Subscribers: [mail('c@example.com')],
    });
    await ask('DeleteNotification', { Notification });
    expect(await ask('DescribeNotificationsForBudget')).toEqual({
      Notifications: [{ ...Notification, Threshold: 100, NotificationState: 'OK' }],
    });
  });
  it('has tags', async () => {
    await ask('TagResource', {
      ResourceTags: [
        { Key: 'Unit', Value: 'y' },
        { Key: 'More', Value: 'z' },
      ],
    });
    await ask('UntagResource', { ResourceTagKeys: ['More'] });
    expect(await ask('ListTagsForResource')).toEqual({ ResourceTags: [{ Key: 'Unit', Value: 'y' }] });
  });
  it('cannot be made twice', async () => {
    expect(await ask('CreateBudget', { Budget: limit('1') })).toMatchObject({ __type: 'DuplicateRecordException' });
  });
  it('is gone after it is deleted', async () => {
    await ask('DeleteBudget');
    expect(await ask('DescribeBudget')).toMatchObject({ __type: 'NotFoundException' });
    expect(await ask('DeleteBudget')).toMatchObject({ __type: 'NotFoundException' });
  });
});
