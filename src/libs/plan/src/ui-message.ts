import * as z from 'zod';

/**
 * One message of Terraform's machine-readable UI (`-json`), reduced to what a reader of a run needs.
 * Kinds that nobody here reads become `{ type: 'other' }`; values of outputs are never kept, as they may be secret.
 */
export type UiMessage = z.infer<typeof uiMessage>;

/** Reads one line of Terraform's UI JSON; `undefined` when the line is none (plain text, another program's JSON). */
export function parseUiMessage(line: string): UiMessage | undefined {
  if (!line.startsWith('{')) return undefined;
  const json = parseJson(line);
  const known = uiMessage.safeParse(json);
  if (known.success) return known.data;
  return envelope.safeParse(json).success ? { type: 'other' } : undefined;
}

const resource = z.object({ addr: z.string(), resource_type: z.string().default('') });
const hook = z.object({ resource, action: z.string().default(''), elapsed_seconds: z.number().default(0) });
const change = z.object({ resource, action: z.string(), reason: z.string().optional() });

const diagnostic = z.object({
  severity: z.enum(['error', 'warning']),
  summary: z.string(),
  detail: z.string().default(''),
  address: z.string().optional(),
  range: z.object({ filename: z.string(), start: z.object({ line: z.number() }) }).optional(),
});

const uiMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('planned_change'), change }),
  z.object({ type: z.literal('resource_drift'), change }),
  z.object({
    type: z.literal('change_summary'),
    changes: z.object({ add: z.number(), change: z.number(), remove: z.number(), operation: z.string() }),
  }),
  z.object({
    type: z.literal('outputs'),
    outputs: z.record(z.string(), z.object({ action: z.string().optional() })),
  }),
  z.object({ type: z.literal('apply_start'), hook }),
  z.object({ type: z.literal('apply_progress'), hook }),
  z.object({ type: z.literal('apply_complete'), hook }),
  z.object({ type: z.literal('apply_errored'), hook }),
  z.object({ type: z.literal('refresh_start'), hook }),
  z.object({ type: z.literal('refresh_complete'), hook }),
  z.object({ type: z.literal('diagnostic'), diagnostic }),
  z.object({ type: z.literal('other') }),
]);

/** What every message of Terraform's UI carries. */
const envelope = z.object({ '@level': z.string(), '@message': z.string(), type: z.string().optional() });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
