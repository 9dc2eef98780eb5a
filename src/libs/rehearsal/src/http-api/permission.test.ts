import { describe, expect, it } from 'vitest';
import { letsGatewayIn, parsePolicy, sourceOfAuthorizer, sourceOfRoute } from './permission.ts';

const API = 'arn:aws:execute-api:ap-northeast-1:123456789012:a1';
const policy = (more: object = {}, arn = `${API}/*`) =>
  parsePolicy(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'gateway',
          Effect: 'Allow',
          Principal: { Service: 'apigateway.amazonaws.com' },
          Action: 'lambda:InvokeFunction',
          Resource: 'arn:aws:lambda:ap-northeast-1:123456789012:function:wake',
          Condition: { ArnLike: { 'AWS:SourceArn': arn } },
          ...more,
        },
      ],
    }),
  );
const lets = (one: ReturnType<typeof policy>, arn: string) => letsGatewayIn(one, { arn, account: '123456789012' });
const default_ = sourceOfRoute(API, '$default', 'GET', undefined);
const proxy = sourceOfRoute(API, '$default', 'GET', '/api/{proxy+}');
const authorizer = sourceOfAuthorizer(API, 'z1');

describe("a function's policy", () => {
  it.each([
    ['the whole API', `${API}/*`, [true, true, true]],
    ['its authorizer', `${API}/authorizers/z1`, [false, false, true]],
    ['another authorizer', `${API}/authorizers/z2`, [false, false, false]],
    ['the default route', `${API}/*/$default`, [true, false, false]],
    ['a route with any method', `${API}/*/*/api/{proxy+}`, [false, true, false]],
    ['another API', `${API}2/*`, [false, false, false]],
  ])('that names %s lets that in', (_, arn, answers) => {
    expect([default_, proxy, authorizer].map((source) => lets(policy({}, arn), source))).toEqual(answers);
  });

  it.each([
    ['another service', { Principal: { Service: 'elasticloadbalancing.amazonaws.com' } }],
    ['another action', { Action: 'lambda:GetFunction' }],
    ['a refusal', { Effect: 'Deny' }],
    ['another account', { Condition: { StringEquals: { 'AWS:SourceAccount': '222222222222' } } }],
    ['what nobody here knows', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
  ])('that says %s lets nobody in', (_, more) => {
    expect(lets(policy(more), default_)).toBe(false);
  });

  it('that names no condition lets every API in', () => {
    expect(lets(policy({ Condition: {} }), default_)).toBe(true);
  });
});
