import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import type { Policy } from './iam.ts';
import { type Planned, policyIn } from './rendered.ts';
import { run } from './run.ts';
import { repository, tool } from './tools.ts';

const ACCOUNT = '123456789012';
const API = 'a1b2c3';
const HERE = `ap-northeast-1:${ACCOUNT}`;

/** What the roles behind an HTTP API may do, as Terraform renders it: the ids that AWS gives stand for those it would give. */
export type DoorPolicies = { scheduler: Policy; wake: Policy; authorizer: Policy; calls: Record<string, string> };

/**
 * Plans the module `compute` with a gateway, by a test of Terraform's own: it knows what AWS would have numbered. Nothing but "who am
 * I" is asked, and that not of AWS.
 */
export async function planDoor(): Promise<DoorPolicies> {
  const folder = mkdtempSync(join(tmpdir(), 'compute-'));
  try {
    cpSync(join(repository, 'infra/terraform/modules/compute'), folder, { recursive: true });
    rmSync(join(folder, 'tests'), { recursive: true });
    cpSync(
      join(repository, 'infra/terraform/modules/compute/tests/inputs.auto.tfvars'),
      join(folder, 'inputs.auto.tfvars'),
    );
    writeFileSync(join(folder, 'rendered.tftest.hcl'), TEST);
    const init = await run(tool('terraform'), ['init', '-backend=false', '-input=false', '-no-color'], folder);
    if (init.code !== 0) throw new Error(init.output);
    const { output } = await run(tool('terraform'), ['test', '-json', '-verbose'], folder);
    const planned = plannedIn(output);
    const statement = (address: string) => {
      const { principal, source_arn: source } = planned.find((each) => each.address === address)?.values ?? {};
      return `${principal} ${source}`;
    };
    return {
      scheduler: documentIn(planned, 'data.aws_iam_policy_document.scheduler'),
      // It names nothing that is not made yet.
      wake: policyIn(planned, 'aws_iam_role_policy.function["wake"]'),
      authorizer: documentIn(planned, 'data.aws_iam_policy_document.authorizer[0]'),
      calls: {
        wake: statement('aws_lambda_permission.wake'),
        authorizer: statement('aws_lambda_permission.authorizer[0]'),
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const documentSchema = z.object({
  statement: z.array(z.object({ actions: z.array(z.string()), resources: z.array(z.string()) })),
});

/** A document's statements: its text is written when what it names is made. None of them here has a condition that a test looks at. */
function documentIn(planned: readonly Planned[], address: string): Policy {
  const { statement } = documentSchema.parse(planned.find((each) => each.address === address)?.values);
  const Statement = statement.map(({ actions, resources }) => ({
    Effect: 'Allow',
    Action: actions,
    Resource: resources,
  }));
  return JSON.parse(JSON.stringify({ Version: '2012-10-17', Statement }));
}

const lineSchema = z.object({
  type: z.literal('test_plan'),
  test_plan: z.object({
    resource_changes: z.array(
      z.object({ address: z.string(), change: z.object({ after: z.nullish(z.record(z.string(), z.unknown())) }) }),
    ),
  }),
});

function plannedIn(output: string): Planned[] {
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  for (const line of lines) {
    const plan = lineSchema.safeParse(JSON.parse(line)).data;
    if (plan)
      return plan.test_plan.resource_changes.map(({ address, change }) => ({ address, values: change.after ?? {} }));
  }
  throw new Error(output);
}

const overridden = (target: string, values: Record<string, string>) =>
  `override_resource {\n  target = ${target}\n  override_during = plan\n  values = ${JSON.stringify(values)}\n}\n`;

const TEST = `
provider "aws" {
  region                      = "ap-northeast-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_ssm_parameters_by_path.images
  values = { names = [], values = [] }
}

override_data {
  target = data.aws_caller_identity.this
  values = { account_id = "${ACCOUNT}" }
}

${overridden('aws_apigatewayv2_api.this', {
  id: API,
  api_endpoint: `https://${API}.execute-api.ap-northeast-1.amazonaws.com`,
  execution_arn: `arn:aws:execute-api:${HERE}:${API}`,
})}
${overridden('aws_apigatewayv2_authorizer.allow_list', { id: 'auth1' })}
${overridden('aws_apigatewayv2_route.service', { id: 'route1' })}
${overridden('aws_apigatewayv2_vpc_link.this', { id: 'link1' })}
${overridden('aws_cloudwatch_log_group.gateway', { arn: `arn:aws:logs:${HERE}:log-group:/aws/vendedlogs/bookmark-manager-staging-gateway` })}
${overridden('aws_cloudwatch_log_group.authorizer', { arn: `arn:aws:logs:${HERE}:log-group:/aws/lambda/bookmark-manager-staging-authorizer` })}

run "render" {
  command = plan

  variables {
    network = { vpc_id = "vpc-1", public_subnet_ids = ["subnet-a", "subnet-c"], private_subnet_ids = ["subnet-b", "subnet-d"], public_zone_ids = ["apne1-az4", "apne1-az1"] }
    security = {
      security_group_ids  = { link = "sg-link", web = "sg-web", api = "sg-api", database = "sg-database" }
      execution_role_arns = { for kind in ["web", "api", "migrate", "tunnel"] : kind => "arn:aws:iam::${ACCOUNT}:role/e" }
      task_role_arns      = { for kind in ["web", "api", "migrate", "tunnel"] : kind => "arn:aws:iam::${ACCOUNT}:role/t" }
      allowed_cidr_blocks = ["203.0.113.10/32"]
    }
    shape = {
      cpu_architecture   = "ARM64"
      container_insights = false
      log_retention_days = 7
      database           = { engine = "rds" }
      services           = { web = { cpu = 256, memory = 512, awake_count = 1 }, api = { cpu = 256, memory = 512, awake_count = 1 } }
      front_door         = "http-api"
      fargate_spot       = true
    }
    schedule = "{\\"calendar\\":{},\\"schedule\\":{\\"mode\\":\\"never\\",\\"database_sleeps\\":true,\\"stay_awake_while_used\\":true}}"
  }
}
`;
