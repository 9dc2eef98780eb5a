#!/usr/bin/env node
// What was deployed, migrated and remembered stands in SSM parameters that Terraform does not own. Terragrunt runs this after
// `destroy` of the unit that it was about: a new database is not migrated because its predecessor was.
//
//   node scripts/forget_parameters.mjs NAME…
async function main(Names) {
  const { SSMClient, DeleteParametersCommand } = await sdk();
  const { DeletedParameters = [] } = await new SSMClient({}).send(new DeleteParametersCommand({ Names }));
  if (DeletedParameters.length > 0) process.stderr.write(`Forgot ${DeletedParameters.join(', ')}.\n`);
}

async function sdk() {
  try {
    return await import('@aws-sdk/client-ssm');
  } catch (cause) {
    throw new Error('The AWS SDK is not installed: run `node scripts/setup.mjs` in the repository.', { cause });
  }
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(
    `It is destroyed, but parameters still tell of it: delete ${process.argv.slice(2).join(', ')} before the next apply.\n${error.message}\n`,
  );
  process.exitCode = 1;
});
