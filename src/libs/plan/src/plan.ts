import * as z from 'zod';

/** A plan as `terraform show -json` writes it (format 1.x), reduced to what is read here and by the estimate of cost. */
export type Plan = z.infer<typeof plan>;
export type ResourceChange = Plan['resource_changes'][number];

/**
 * Reads `terraform show -json` of a plan, or what Terragrunt's `--json-out-dir` writes.
 * @throws ZodError on anything that is not a plan.
 */
export function parsePlan(json: string): Plan {
  return plan.parse(JSON.parse(json));
}

/** The region that the provider `aws` is told, where it stands in the configuration itself. */
export function regionOf({ configuration }: Plan): string | undefined {
  return configuration?.provider_config?.aws?.expressions?.region?.constant_value;
}

const action = z.enum(['no-op', 'create', 'read', 'update', 'delete', 'forget']);
const values = z.record(z.string(), z.unknown());

const resourceChange = z.object({
  address: z.string(),
  mode: z.enum(['managed', 'data']),
  type: z.string(),
  name: z.string(),
  index: z.union([z.string(), z.number()]).optional(),
  action_reason: z.string().optional(),
  change: z.object({
    actions: z.array(action),
    before: values.nullable().default(null),
    after: values.nullable().default(null),
    after_unknown: z.union([z.boolean(), values]).default(false),
  }),
});

type ConfigurationModule = {
  resources?:
    | { address: string; mode: string; type: string; name: string; expressions?: Record<string, unknown> | undefined }[]
    | undefined;
  module_calls?: Record<string, { module?: ConfigurationModule | undefined }> | undefined;
};

const configurationModule: z.ZodType<ConfigurationModule> = z.object({
  resources: z
    .array(
      z.object({
        address: z.string(),
        mode: z.string(),
        type: z.string(),
        name: z.string(),
        expressions: values.optional(),
      }),
    )
    .optional(),
  get module_calls() {
    return z.record(z.string(), z.object({ module: configurationModule.optional() })).optional();
  },
});

const plan = z.object({
  format_version: z.string().startsWith('1.'),
  terraform_version: z.string(),
  variables: z.record(z.string(), z.object({ value: z.unknown() })).default({}),
  resource_changes: z.array(resourceChange).default([]),
  output_changes: z.record(z.string(), z.object({ actions: z.array(action) })).default({}),
  configuration: z
    .object({
      provider_config: z
        .record(
          z.string(),
          z.object({
            expressions: z
              .object({ region: z.object({ constant_value: z.string().optional() }).optional() })
              .optional(),
          }),
        )
        .optional(),
      root_module: configurationModule.optional(),
    })
    .optional(),
});
