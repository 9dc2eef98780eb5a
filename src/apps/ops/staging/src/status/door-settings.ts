import * as z from 'zod';

const service = { name: z.string(), service: z.string() };

const alb = z.object({
  kind: z.literal('alb'),
  wakeTargetGroupArn: z.string(),
  services: z.array(
    z.object({
      ...service,
      appTargetGroupArn: z.string(),
      listenerArn: z.string(),
      ruleArn: z.string().nullable(),
    }),
  ),
});

const httpApi = z.object({
  kind: z.literal('http-api'),
  apiId: z.string(),
  stage: z.string(),
  linkId: z.string(),
  wakeIntegrationId: z.string(),
  revision: z.string(),
  services: z.array(z.object({ ...service, integrationId: z.string(), routeIds: z.array(z.string()) })),
});

/** What the scheduler was told of the door, by its kind. */
export const doorSchema = z.discriminatedUnion('kind', [alb, httpApi]);

export type DoorSettings = z.infer<typeof doorSchema>;
export type AlbSettings = z.infer<typeof alb>;
export type HttpApiSettings = z.infer<typeof httpApi>;
