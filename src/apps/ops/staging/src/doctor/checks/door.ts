import { SERVICES, type Service } from '../../names.ts';
import { type Check, defineCheck, fault, note, ok, waits } from '../check.ts';
import { DOORS } from '../doors.ts';

/** The front door, as a visitor finds it. */
export const doorChecks: Readonly<Record<string, Check>> = {
  tls: defineCheck(['door', 'chosen'], ({ door, chosen }) => {
    if (door === null) return waits('the front door is not there');
    if (door.https) return ok('Visitors are served over HTTPS.', door.certificates.join(', '));
    return note(
      'Everything travels in plain HTTP: anybody on the way can read it.',
      chosen.allowHttp ? 'env.hcl: allow_http = true' : door.url,
      'Give certificate_arn or domain in infra/terraform/envs/staging/env.hcl, then: staging up',
    );
  }),
  ...Object.fromEntries(SERVICES.map((service) => [`targets.${service}`, targets(service)])),
  'door.answers': defineCheck(['door', 'life'], ({ door, life }) => {
    if (door === null) return waits('the front door is not there');
    const { probe, url, state } = door;
    const { name } = DOORS[door.kind];
    const asleep = life.status.condition !== 'awake';
    if (state !== 'active') return note(`The ${name} is ${state}.`, url, 'staging status');
    if ('failed' in probe)
      return fault(
        `The ${name} does not answer this machine: its address is not on the allow-list, or there is no way to it.`,
        `${url}: ${probe.failed}`,
        'staging configure',
      );
    const { status } = probe;
    if (status === 403 && door.kind === 'http-api')
      return fault(
        'The gateway refuses this machine: its address is not on the allow-list.',
        `${url}/health: 403`,
        'staging configure',
      );
    if (status === 503 && asleep) return ok('The wake page answers.', `${url}/health: 503`);
    if (status < 400) return ok('It answers.', `${url}/health: ${status}`);
    return fault(
      status === 503 ? 'Visitors get 503 although it is awake.' : `Visitors get ${status}.`,
      `${url}/health: ${status}`,
      'staging tasks',
    );
  }),
};

function targets(service: Service): Check {
  return defineCheck(['door', 'services'], ({ door, services }) => {
    const facts = services.of[service];
    if (door === null || facts === null) return waits(`${service} has no service yet`);
    if (door.targets === null)
      return ok(`The scheduler asks for the health of ${service} through the gateway.`, door.url);
    const all = door.targets[service];
    const sick = all.filter(({ state }) => state === 'unhealthy' || state === 'unavailable');
    const evidence = all
      .map(({ id, state, reason, description }) => [id, state, reason, description].filter(Boolean).join(' '))
      .join('; ');
    const healthy = all.filter(({ state }) => state === 'healthy').length;
    const [first] = sick;
    if (first)
      return fault(
        `The load balancer finds a target of ${service} dead: ${REASONS[first.reason] ?? first.description}.`,
        evidence,
        `staging logs ${service}`,
      );
    if (facts.desired === 0) return ok(`${service} is not to run now.`);
    if (healthy > 0) return ok(`${healthy} healthy ${healthy === 1 ? 'target' : 'targets'} of ${service}.`, evidence);
    if (all.length > 0) return note(`${service} has no healthy target yet.`, evidence, 'staging tasks');
    if (facts.running > 0)
      return fault(
        `No task of ${service} is registered at the load balancer.`,
        `${facts.running} run`,
        `staging events ${service}`,
      );
    return note(`${service} has no task yet.`, `${facts.desired} wanted`, 'staging tasks');
  });
}

const REASONS: Readonly<Record<string, string>> = {
  'Target.ResponseCodeMismatch': 'its /health answers another status than 200',
  'Target.Timeout': 'its /health does not answer in time (a security group, or it hangs)',
  'Target.FailedHealthChecks': 'nothing listens at its port',
};
