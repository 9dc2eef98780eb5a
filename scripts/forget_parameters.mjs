#!/usr/bin/env node
// What was deployed, migrated and remembered stands in SSM parameters that Terraform does not own. Terragrunt runs this after
// `destroy` of the unit that it was about: a new database is not migrated because its predecessor was.
//
//   node scripts/forget_parameters.mjs NAME…        (a name that ends with a slash: everything below it)
async function main(names) {
  const { SSMClient, DeleteParametersCommand, paginateGetParametersByPath } = await sdk();
  const client = new SSMClient({});
  const all = [];
  for (const name of names) {
    if (!name.endsWith('/')) all.push(name);
    else
      for await (const page of paginateGetParametersByPath({ client }, { Path: name.slice(0, -1) }))
        all.push(...(page.Parameters ?? []).map(({ Name }) => Name));
  }
  const forgotten = [];
  // DeleteParameters takes ten at a time.
  for (let at = 0; at < all.length; at += 10) {
    const answer = await client.send(new DeleteParametersCommand({ Names: all.slice(at, at + 10) }));
    forgotten.push(...(answer.DeletedParameters ?? []));
  }
  if (forgotten.length > 0) process.stderr.write(`Forgot ${forgotten.join(', ')}.\n`);
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
