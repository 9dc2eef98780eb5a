import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));

const service = { name: text, service: text };

/** As an ALB has a service; `ruleArn` null means the listener's default action. */
const albService = z.strictObject({
  ...service,
  appTargetGroupArn: text,
  listenerArn: text,
  ruleArn: z.nullable(text),
});

/** As an HTTP API has a service: the routes that lead to it, and where they lead while it is awake. */
const httpApiService = z.strictObject({
  ...service,
  integrationId: text,
  routeIds: z.array(text).check(z.minLength(1)),
});

const albDoor = z.object({
  kind: z.literal('alb'),
  wakeTargetGroupArn: text,
  services: z.array(albService).check(z.minLength(1)),
});

const httpApiDoor = z.object({
  kind: z.literal('http-api'),
  apiId: text,
  stage: text,
  /** The VPC link that leads to the tasks. */
  linkId: text,
  wakeIntegrationId: text,
  accessLogGroup: text,
  /** Of all that a deployment takes a picture of, and of the allow-list: another one wants another deployment. */
  revision: text,
  services: z.array(httpApiService).check(z.minLength(1)),
});

/** What the scheduler is told of the door, by its kind. */
export const doorSchema = z.discriminatedUnion('kind', [albDoor, httpApiDoor]);

export type DoorSettings = z.infer<typeof doorSchema>;
export type AlbSettings = z.infer<typeof albDoor>;
export type HttpApiSettings = z.infer<typeof httpApiDoor>;
export type AlbService = AlbSettings['services'][number];
