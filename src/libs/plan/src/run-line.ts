import * as z from 'zod';
import { parseUiMessage, type UiMessage } from './ui-message.ts';

/**
 * Terragrunt's `--log-custom-format`, under which every line of a run is one JSON object that names its unit.
 * With `TF_CLI_ARGS_<command>=-json` in the environment, `msg` is Terraform's own UI JSON. (Given on the command line
 * instead, `-json` makes Terragrunt forward raw lines without the unit.) `rfc3339` formats of Terragrunt 1.1 are wrong.
 */
export const LOG_FORMAT =
  '{"t":"%time(format=\'Y-m-d H:i:sv\')","lvl":"%level","unit":"%prefix(path=short-relative)","cmd":"%tf-command","msg":"%msg(escape=json)"}';

/** One line of a Terragrunt run: a message of a unit's Terraform, or text of Terragrunt or of a tool that it runs. */
export type RunLine = { unit: string | undefined } & (
  | { kind: 'terraform'; message: UiMessage }
  | { kind: 'text'; level: string; text: string }
);

/** Reads one line that a run wrote to stdout or stderr, whichever; never fails: what is not JSON is text. */
export function parseRunLine(line: string): RunLine | undefined {
  const plain = stripAnsi(line).trim();
  if (plain === '') return undefined;
  const record = readRecord(plain);
  if (!record) return { unit: undefined, kind: 'text', level: 'unknown', text: plain };
  const unit = record.unit === '' || record.unit === '.' ? undefined : record.unit;
  const text = stripAnsi(record.msg).trim();
  const message = parseUiMessage(text);
  if (message) return { unit, kind: 'terraform', message };
  return text === '' ? undefined : { unit, kind: 'text', level: record.lvl.toLowerCase(), text };
}

const record = z.object({ lvl: z.string(), unit: z.string(), msg: z.string() });

function readRecord(line: string): z.infer<typeof record> | undefined {
  try {
    return record.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** Terragrunt's children colour some errors whatever they are told. */
function stripAnsi(text: string): string {
  return text.replaceAll(ANSI, '');
}

const ANSI = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z]`, 'g');
