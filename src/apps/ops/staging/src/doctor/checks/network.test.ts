import { type Change, makesNotes, namesFaults, services, WELL } from '../testing-faults.ts';

const { web, database } = WELL;
const without =
  (from: 'alb' | 'web' | 'api' | 'database', direction: 'ingress' | 'egress', port: number): Change =>
  ({ groups }) => {
    const group = groups[from];
    return {
      groups: group
        ? { ...groups, [from]: { ...group, [direction]: group[direction].filter(({ to }) => to !== port) } }
        : groups,
    };
  };

namesFaults([
  [
    'no way from the load balancer to web',
    without('web', 'ingress', 3000),
    'security-group.alb-web',
    /does not reach web/,
    /staging up/,
  ],
  [
    'no way from the load balancer to the API',
    without('alb', 'egress', 3001),
    'security-group.alb-api',
    /does not reach the API/,
    /staging up/,
  ],
  [
    'no way from web to the API',
    without('web', 'egress', 3001),
    'security-group.web-api',
    /web does not reach the API/,
    /staging up/,
  ],
  [
    'no way from the API to the database',
    without('database', 'ingress', 5432),
    'security-group.api-database',
    /does not reach the database/,
    /staging up/,
  ],
  ['no HTTPS out', without('api', 'egress', 443), 'security-group.outbound', /api lets no HTTPS out/, /staging up/],
  ['a closed door', without('alb', 'ingress', 443), 'security-group.door', /nobody in at port 443/, /staging up/],
  [
    'another group at the database',
    () => ({ database: { ...database, groups: ['sg-default'] } }),
    'security-group.used',
    /database is not in its own/,
    /staging up/,
  ],
  [
    'no route out',
    ({ network }) => ({ network: { ...network, tables: [{ main: true, subnets: [], defaultRoute: null }] } }),
    'route.out',
    /do not reach ECR and SSM/,
    /staging up/,
  ],
  [
    'a NAT gateway that is gone',
    ({ network }) => ({
      network: { ...network, tables: [{ main: true, subnets: [], defaultRoute: { via: 'nat-1', alive: false } }] },
    }),
    'route.out',
    /none can start/,
    /staging up/,
  ],
  [
    'tasks without a public address',
    services({ web: { ...web, publicAddress: false } }),
    'route.out',
    /Tasks of web do not reach/,
    /staging up/,
  ],
  [
    'an endpoint that failed',
    ({ network }) => ({
      network: { ...network, endpoints: [{ service: 'ecr.api', interface: true, state: 'failed', zones: 1 }] },
    }),
    'endpoints',
    /ecr\.api does not work/,
    /staging up/,
  ],
]);

makesNotes([
  [
    'a NAT gateway for nobody',
    ({ network }) => ({ network: { ...network, nats: [{ id: 'nat-1', state: 'available' }] } }),
    'network.waste',
    /NAT gateways that no task uses \(1\): USD 48\.91 a month/,
  ],
  [
    'endpoints beside public addresses',
    ({ network }) => ({
      network: { ...network, endpoints: [{ service: 'logs', interface: true, state: 'available', zones: 1 }] },
    }),
    'network.waste',
    /Interface endpoints although tasks have public addresses \(1\): USD 10\.22 a month/,
  ],
]);
