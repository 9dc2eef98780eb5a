import type { core } from 'zod/mini';

type Issue = core.$ZodIssue;
type Path = readonly PropertyKey[];

/**
 * One sentence for each problem: where, expected, found. A schema's own message (regex, refine) is the phrase after
 * "expected", so that a schema reads as a list of what is right.
 */
export function explain(issues: readonly Issue[], value: unknown): string[] {
  return issues.flatMap((issue) => {
    const where = place(issue.path);
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${where}unknown key "${key}"`);
    const found = issue.code === 'invalid_key' ? issue.path.at(-1) : at(value, issue.path);
    return `${where}expected ${expected(issue)}, found ${found === undefined ? 'nothing' : show(found)}`;
  });
}

function expected(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' ? 'a whole number' : `${article(issue.expected)} ${issue.expected}`;
    case 'invalid_value':
      return `${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(show).join(', ')}`;
    case 'too_small':
      return `at least ${issue.minimum}`;
    case 'too_big':
      return `at most ${issue.maximum}`;
    case 'invalid_key':
      return issue.issues[0]?.message ?? 'another key';
    default:
      return issue.message;
  }
}

/** `shape "lean": services.web.cpu: `, or `schedule.office_hours.mon[0][1]: `, or nothing at the root. */
function place(path: Path): string {
  if (path[0] === 'shapes' && path.length > 1) return `shape "${String(path[1])}": ${place(path.slice(2))}`;
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text === '' ? '' : `${text.replace(/^\./, '')}: `;
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function article(noun: string): string {
  return /^[aeio]/.test(noun) ? 'an' : 'a';
}
