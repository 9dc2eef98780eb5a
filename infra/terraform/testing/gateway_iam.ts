import { isAllowed, type Policy } from './iam.ts';

/**
 * The simulator's data knows of API Gateway's four actions only what REST APIs have, and refuses to judge the paths of HTTP APIs; of an
 * invocation it takes a `*` for the API's name alone. IAM matches all of them by their text, a `*` for any of it, as it does an object's
 * name: so they are tried as objects of a bucket, each action as one of S3's.
 */
const AS_OBJECTS: Readonly<Record<string, string>> = {
  'apigateway:GET': 's3:GetObject',
  'apigateway:PATCH': 's3:PutObjectTagging',
  'apigateway:POST': 's3:PutObject',
  'apigateway:DELETE': 's3:DeleteObject',
  'execute-api:Invoke': 's3:GetObjectTagging',
};

const object = (arn: string) =>
  arn
    .replace(/^arn:aws:apigateway:[a-z0-9-]+::/, 'arn:aws:s3:::gateway')
    .replace(/^arn:aws:execute-api:[a-z0-9-]+:\d+:/, 'arn:aws:s3:::invoked/');

function translated(policy: Policy): Policy {
  const statements = policy.Statement.map((statement) => ({
    ...statement,
    Action: [statement.Action].flat().map((action) => AS_OBJECTS[action] ?? action),
    Resource: [statement.Resource].flat().map(object),
  }));
  return { ...policy, Statement: statements };
}

/** What an IAM simulator says of a call, of API Gateway's too. */
export function isGatewayAllowed(
  policy: Policy,
  action: string,
  resource: string,
  boundary?: Policy,
): Promise<boolean> {
  return isAllowed(
    [translated(policy)],
    AS_OBJECTS[action] ?? action,
    { resource: object(resource) },
    boundary && translated(boundary),
  );
}
