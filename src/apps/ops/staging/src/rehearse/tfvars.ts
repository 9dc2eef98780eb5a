import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HEADER =
  "# The rehearsal's own allow-list, written at each start: this machine may always enter. The real terraform.tfvars is never touched.\n";

/**
 * Writes `.rehearsal/terraform.tfvars` and returns its path. An allow-list that somebody changed there (`staging allow`) stays;
 * 127.0.0.1/32 is put back when it is missing.
 */
export function writeTfvars(directory: string): string {
  const file = join(directory, 'terraform.tfvars');
  const text = existsSync(file)
    ? readFileSync(file, 'utf8')
    : `${HEADER}allowed_cidr_blocks = [\n  "127.0.0.1/32", # this machine\n]\n`;
  const open = /allowed_cidr_blocks\s*=\s*\[/;
  const complete = /"127\.0\.0\.1\/32"/.test(text)
    ? text
    : text.replace(open, (found) => `${found}\n  "127.0.0.1/32", # this machine`);
  if (!existsSync(file) || complete !== text) writeFileSync(file, complete);
  return file;
}
