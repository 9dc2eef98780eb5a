import { HEALTHY } from '../testing.ts';
import { type Change, makesNotes, namesFaults, WELL } from '../testing-faults.ts';

const { door } = WELL;
const targets = door.targets ?? { web: [], api: [] };
const gateway: Change = () => ({
  door: { ...door, kind: 'http-api', targets: null, probe: { status: 403 } },
});
const unhealthy =
  (reason: string): Change =>
  () => ({
    door: {
      ...door,
      targets: {
        ...targets,
        api: [{ id: '10.0.0.2', state: 'unhealthy', reason, description: 'Health checks failed' }],
      },
    },
  });

namesFaults([
  [
    'a health check that fails',
    unhealthy('Target.ResponseCodeMismatch'),
    'targets.api',
    /another status than 200/,
    /staging logs api/,
  ],
  [
    'a port where nothing listens',
    unhealthy('Target.FailedHealthChecks'),
    'targets.api',
    /nothing listens/,
    /staging logs api/,
  ],
  [
    'a task that was never registered',
    () => ({ door: { ...door, targets: { ...targets, web: [] } } }),
    'targets.web',
    /No task of web is registered/,
    /staging events web/,
  ],
  [
    'this machine not let in',
    () => ({ door: { ...door, probe: { failed: 'other side closed' } } }),
    'door.answers',
    /does not answer this machine/,
    /staging configure/,
  ],
  ['a gateway that refuses this machine', gateway, 'door.answers', /gateway refuses this machine/, /staging configure/],
  [
    '502 for visitors',
    () => ({ door: { ...door, probe: { status: 502 } } }),
    'door.answers',
    /Visitors get 502/,
    /staging tasks/,
  ],
  [
    'a wake page that stays',
    () => ({ door: { ...door, probe: { status: 503 } } }),
    'door.answers',
    /503 although it is awake/,
    /staging tasks/,
  ],
]);

makesNotes([
  [
    'an allow-list that a gateway was not told',
    () => ({ door: { ...door, kind: 'http-api', targets: null, allowList: ['192.0.2.9/32'] } }),
    'allow-list.applied',
    /not the one in/,
  ],
  [
    'plain HTTP',
    () => ({ door: { ...door, https: false }, ...{ chosen: { ...HEALTHY.chosen, allowHttp: true } } }),
    'tls',
    /plain HTTP/,
  ],
  [
    'a new target',
    () => ({
      door: {
        ...door,
        targets: { ...targets, web: [{ id: '10.0.0.1', state: 'initial', reason: '', description: '' }] },
      },
    }),
    'targets.web',
    /no healthy target yet/,
  ],
]);
