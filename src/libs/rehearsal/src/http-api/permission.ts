import * as z from 'zod/mini';

const oneOrMore = z.union([z.string(), z.array(z.string())]);
const statement = z.object({
  Effect: z.string(),
  Principal: z.union([z.string(), z.record(z.string(), oneOrMore)]),
  Action: oneOrMore,
  Condition: z.optional(z.record(z.string(), z.record(z.string(), oneOrMore))),
});
const policySchema = z.object({ Statement: z.array(statement) });

/** A function's own policy: who may invoke it. */
export type FunctionPolicy = z.infer<typeof policySchema>;

/** @throws when the text is no policy */
export const parsePolicy = (text: string): FunctionPolicy => policySchema.parse(JSON.parse(text));

/**
 * Whether a function's policy lets API Gateway invoke it on behalf of `sourceArn`. A condition that is not about the source's ARN or
 * account holds for nobody, rather than for everybody.
 */
export function letsGatewayIn(policy: FunctionPolicy, source: { arn: string; account: string }): boolean {
  const applying = policy.Statement.filter(
    ({ Principal, Action, Condition = {} }) =>
      isGateway(Principal) && [Action].flat().some(isInvoke) && Object.entries(Condition).every(holds),
  );
  return applying.some(({ Effect }) => Effect === 'Allow') && applying.every(({ Effect }) => Effect !== 'Deny');

  function holds([operator, values]: [string, Record<string, string | string[]>]): boolean {
    return Object.entries(values).every(([key, wanted]) => {
      const value = { 'aws:sourcearn': source.arn, 'aws:sourceaccount': source.account }[key.toLowerCase()];
      if (value === undefined || !/^(Arn|String)(Like|Equals)$/.test(operator)) return false;
      // Of ARNs, Equals and Like mean the same.
      return [wanted].flat().some((one) => (operator === 'StringEquals' ? one === value : isLike(one, value)));
    });
  }
}

/** On whose behalf an integration of a route invokes its function. */
export const sourceOfRoute = (api: string, stage: string, method: string, path: string | undefined) =>
  path === undefined ? `${api}/${stage}/$default` : `${api}/${stage}/${method}${path}`;

/** On whose behalf an authorizer's function is invoked. */
export const sourceOfAuthorizer = (api: string, id: string) => `${api}/authorizers/${id}`;

const isGateway = (principal: string | Record<string, string | string[]>) =>
  principal === '*' ||
  (typeof principal === 'object' && [principal.Service ?? []].flat().includes('apigateway.amazonaws.com'));

const isInvoke = (action: string) => isLike(action.toLowerCase(), 'lambda:invokefunction');

/** `*` is any run of characters, `?` exactly one. */
function isLike(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}
