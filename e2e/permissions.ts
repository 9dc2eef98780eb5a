import { join } from 'node:path';
import { GetRolePolicyCommand, IAMClient, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { build } from 'esbuild';
import { clientOptions } from './aws.ts';
import { ROOT } from './programs.ts';

export type Policy = { Statement: { Action: string | string[]; Resource: string | string[] }[] };

/** The inline policies of a role, as they are applied. */
export async function policiesOf(RoleName: string): Promise<Policy[]> {
  const iam = new IAMClient(clientOptions());
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  const read = async (PolicyName: string): Promise<Policy> => {
    const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    return JSON.parse(decodeURIComponent(PolicyDocument));
  };
  return Promise.all(PolicyNames.map(read));
}

export const actionsIn = (policies: readonly Policy[]): string[] =>
  [...new Set(policies.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action)))].sort();

/** What an IAM simulator says of one call with those policies. */
export async function isAllowed(
  policies: readonly Policy[],
  action: string,
  resource: string,
  contextVariables: Record<string, string> = {},
): Promise<boolean> {
  const result = await runSimulation(
    {
      request: {
        principal: 'arn:aws:iam::123456789012:role/tried',
        action,
        resource: { resource, accountId: '123456789012' },
        contextVariables,
      },
      identityPolicies: policies.map((policy, index) => ({ name: `policy-${index}`, policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (result.resultType === 'error') throw new Error(`${action} on ${resource}: ${JSON.stringify(result.errors)}`);
  return result.overallResult === 'Allowed';
}

const LAMBDAS = join(ROOT, 'infra/terraform/modules/compute/lambda');
const PREFIXES: Readonly<Record<string, string>> = {
  'cloudwatch-logs': 'logs',
  'elastic-load-balancing-v2': 'elasticloadbalancing',
};

/** The IAM actions of every AWS call that is left in a Lambda's bundle once what it does not use is gone. */
export async function callsOf(entry: string): Promise<string[]> {
  const { outputFiles } = await build({
    entryPoints: [join(LAMBDAS, entry)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    absWorkingDir: LAMBDAS,
    logLevel: 'silent',
  });
  const text = outputFiles[0]?.text ?? '';
  const imports = [...text.matchAll(/import \{([^}]*)\} from "@aws-sdk\/client-([a-z0-9-]+)"/g)];
  const calls = imports.flatMap(([, names = '', client = '']) =>
    [...names.matchAll(/(\w+)Command(?: as (\w+))?/g)]
      .filter(([, name, alias]) => text.includes(`new ${alias ?? `${name}Command`}(`))
      .map(([, name = '']) => permissionOf(client, name)),
  );
  return [...new Set(calls)].sort();
}

/** Nearly every permission is called as its operation is; API Gateway's are the methods of HTTP. */
function permissionOf(client: string, operation: string): string {
  if (client === 'apigatewayv2') return `apigateway:${METHODS[/^[A-Z][a-z]+/.exec(operation)?.[0] ?? ''] ?? operation}`;
  return `${PREFIXES[client] ?? client}:${operation === 'Invoke' ? 'InvokeFunction' : operation}`;
}

const METHODS: Readonly<Record<string, string>> = { Get: 'GET', Create: 'POST', Update: 'PATCH', Reset: 'DELETE' };
