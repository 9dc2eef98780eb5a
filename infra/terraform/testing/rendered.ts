import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCOUNT, type Policy, permissionOf } from './iam.ts';
import { run } from './run.ts';
import { repository, tool } from './tools.ts';

/** A planned resource: its address, and what it would be. */
export type Planned = { address: string; values: Record<string, unknown> };

/**
 * Plans the module `security` as an empty account would see it, with these inputs beside those of its tests, and returns what it
 * would make: policies are whole texts there. Nothing but "who am I" is asked, of a server here.
 */
export async function planSecurity(inputs: Record<string, unknown>): Promise<Planned[]> {
  const folder = mkdtempSync(join(tmpdir(), 'security-'));
  const sts = await fakeSts();
  try {
    cpSync(join(repository, 'infra/terraform/modules/security'), folder, { recursive: true });
    writeFileSync(join(folder, 'provider.tf'), PROVIDER);
    renameSync(join(folder, 'tests/inputs.auto.tfvars'), join(folder, 'inputs.auto.tfvars'));
    rmSync(join(folder, 'tests'), { recursive: true });
    writeFileSync(join(folder, 'more.auto.tfvars.json'), JSON.stringify(inputs));
    const terraform = async (...args: string[]) => {
      const { code, output } = await run(tool('terraform'), args, folder, { AWS_ENDPOINT_URL_STS: sts.url });
      if (code !== 0) throw new Error(`terraform ${args.join(' ')}: ${output}`);
      return output;
    };
    await terraform('init', '-input=false', '-no-color');
    await terraform('plan', '-input=false', '-no-color', '-out=plan');
    const plan = JSON.parse(await terraform('show', '-json', 'plan'));
    return plan.planned_values.root_module.resources;
  } finally {
    sts.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A text of a planned resource, as JSON. */
export function policyIn(planned: readonly Planned[], address: string, attribute = 'policy'): Policy {
  const text = planned.find((each) => each.address === address)?.values[attribute];
  if (typeof text !== 'string') throw new Error(`${address} has no ${attribute} in its plan`);
  return JSON.parse(text);
}

/**
 * What a plan without secrets, what applies and destroys of three shapes, applies of a WAF, a budget and a count of hours, and what
 * deployments (by day, by night, rolled back) were seen to call (`/_rehearsal/calls`), in the words of IAM.
 */
export function recordedCalls(): { plan: string[]; apply: string[]; deploy: string[] } {
  const { plan, apply, deploy } = JSON.parse(
    readFileSync(join(repository, 'infra/terraform/testing/calls.json'), 'utf8'),
  );
  const permissions = (operations: string[]) => [...new Set(operations.map(permissionOf))].sort();
  return { plan: permissions(plan), apply: permissions(apply), deploy: permissions(deploy) };
}

const PROVIDER = `
provider "aws" {
  region                      = "ap-northeast-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true

  default_tags {
    tags = { Project = "bookmark-manager", Environment = "staging" }
  }
}
`;

async function fakeSts() {
  const answer = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${ACCOUNT}:user/none</Arn><UserId>none</UserId><Account>${ACCOUNT}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
  const server = createServer((_, response) => response.setHeader('content-type', 'text/xml').end(answer));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
