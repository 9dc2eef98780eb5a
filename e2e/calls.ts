import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ROOT } from './programs.ts';
import { running } from './rehearsal.ts';

/** Which of AWS's operations were called with an access key since the rehearsal began: "ecs:ListTasks". */
export async function callsWith(key: string): Promise<string[]> {
  const response = await fetch(`${running()?.endpoint}/_rehearsal/calls`);
  return seen.parse(await response.json())[key] ?? [];
}

/** What plans, applies and deployments were seen to call when the policies of GitHub's roles were made of it. */
export function recordedCalls(): { plan: string[]; apply: string[]; deploy: string[] } {
  return recorded.parse(JSON.parse(readFileSync(join(ROOT, 'infra/terraform/testing/calls.json'), 'utf8')));
}

const seen = z.record(z.string(), z.array(z.string()));
const recorded = z.object({ plan: z.array(z.string()), apply: z.array(z.string()), deploy: z.array(z.string()) });
