#!/usr/bin/env node
// Terraform leaves old revisions of a task definition registered, so that a failed deployment has something to go back to.
// Terragrunt runs this after `destroy`, when nothing can go back any more: an environment leaves nothing behind.
//
//   node scripts/deregister_task_definitions.mjs FAMILY…
async function main(families) {
  const { ECSClient, DeregisterTaskDefinitionCommand, paginateListTaskDefinitions } = await sdk();
  const client = new ECSClient({});
  for (const familyPrefix of families) {
    const arns = [];
    for await (const page of paginateListTaskDefinitions({ client }, { familyPrefix, status: 'ACTIVE' }))
      arns.push(...(page.taskDefinitionArns ?? []).filter((arn) => arn.includes(`/${familyPrefix}:`)));
    for (const taskDefinition of arns) await client.send(new DeregisterTaskDefinitionCommand({ taskDefinition }));
    if (arns.length > 0) process.stderr.write(`Deregistered ${arns.length} revisions of ${familyPrefix}.\n`);
  }
}

async function sdk() {
  try {
    return await import('@aws-sdk/client-ecs');
  } catch (cause) {
    throw new Error('The AWS SDK is not installed: run `node scripts/setup.mjs` in the repository.', { cause });
  }
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(
    `Everything is destroyed, but old task definitions stay registered (they cost nothing).\n${error.message}\n`,
  );
  process.exitCode = 1;
});
