import { randomUUID } from 'node:crypto';
import type { Answer, Request, Table } from '../relay/types.ts';
import { amendXml, answerXml } from '../relay/wire.ts';
import { child, each, escapeXml } from '../relay/xml.ts';
import { REGISTERED } from './health.ts';
import type { Target } from './model.ts';
import type { Standing, Targets } from './targets.ts';

/**
 * What the running load balancer knows better: where targets stand. Registrations are taken over before the caller has
 * its answer, so that nothing is sent to a target that was just deregistered.
 */
export function createRows(targets: Targets): Table {
  return {
    'elasticloadbalancing:RegisterTargets': amendXml((xml, form) => {
      // A target without a port gets its group's, which the next reading knows.
      const complete = targetsIn(form).filter(({ id, port }) => port > 0 || id.startsWith('arn:'));
      targets.register(groupOf(form), complete);
      return xml;
    }),
    'elasticloadbalancing:DeregisterTargets': amendXml((xml, form) => {
      targets.deregister(groupOf(form), targetsIn(form));
      return xml;
    }),
    'elasticloadbalancing:DescribeTargetHealth': {
      kind: 'answer',
      async answer(request, forward) {
        const form = new URLSearchParams(request.body.toString());
        const answer = await forward(aboutWholeGroup(request, form));
        if (answer.status >= 300) return answer;
        const registered = registeredIn(answer);
        return answerXml(describe(standings(targets.standings(groupOf(form)), registered, targetsIn(form))));
      },
    },
  };
}

/** Of the targets asked for (none: of all), where each stands; registered ones we have not heard of yet are new. */
function standings(known: Standing[], registered: readonly Target[], asked: readonly Target[]): Standing[] {
  const unheard = registered.filter((target) => !known.some((standing) => isSame(target, standing.target)));
  const all: Standing[] = [...known, ...unheard.map((target) => ({ target, ...NEW }))];
  if (asked.length === 0) return all;
  return asked.map((target) => all.find((one) => isSame(target, one.target)) ?? { target, ...NOT_REGISTERED });
}

const { state, reason, description } = REGISTERED;
const NEW = { state, reason, description };

const NOT_REGISTERED = {
  state: 'unused',
  reason: 'Target.NotRegistered',
  description: 'Target is not registered to the target group',
} as const;

/** A request may leave the port out. */
const isSame = (asked: Target, other: Target) =>
  asked.id === other.id && (asked.port === 0 || asked.port === other.port);

function groupOf(form: URLSearchParams): string {
  return form.get('TargetGroupArn') ?? '';
}

function targetsIn(form: URLSearchParams): Target[] {
  const targets: Target[] = [];
  for (let index = 1; ; index++) {
    const id = form.get(`Targets.member.${index}.Id`);
    if (id === null) return targets;
    targets.push({ id, port: Number(form.get(`Targets.member.${index}.Port`) ?? 0) });
  }
}

/** The emulator answers about targets that are asked for as if they were there; it is asked about the group instead. */
function aboutWholeGroup(request: Request, form: URLSearchParams): Request {
  const whole = new URLSearchParams([...form].filter(([name]) => !name.startsWith('Targets.')));
  const body = Buffer.from(whole.toString());
  return { ...request, body, headers: { ...request.headers, 'content-length': String(body.length) } };
}

function registeredIn(answer: Answer): Target[] {
  const targets: Target[] = [];
  each(answer.body.toString(), 'TargetHealthDescriptions/member/Target', (target) => {
    targets.push({ id: child(target, 'Id') ?? '', port: Number(child(target, 'Port') ?? 0) || 0 });
    return undefined;
  });
  return targets;
}

function describe(all: readonly Standing[]): string {
  const members = all.map(asTold).map(({ target, state, reason, description }) => {
    const port = target.port > 0 ? element('Port', String(target.port)) : '';
    const health = [
      element('State', state),
      reason ? element('Reason', reason) : '',
      description ? element('Description', description) : '',
    ].join('');
    const checked = target.port > 0 ? element('HealthCheckPort', String(target.port)) : '';
    return `<member><Target>${element('Id', target.id)}${port}</Target>${checked}<TargetHealth>${health}</TargetHealth></member>`;
  });
  return [
    '<DescribeTargetHealthResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/">',
    `<DescribeTargetHealthResult><TargetHealthDescriptions>${members.join('')}</TargetHealthDescriptions></DescribeTargetHealthResult>`,
    `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></DescribeTargetHealthResponse>`,
  ].join('');
}

/** Functions are always used; what is told of them is that nobody asks for their health. */
function asTold(standing: Standing): Omit<Standing, 'state'> & { state: string } {
  if (standing.state !== 'healthy' || !standing.target.id.startsWith('arn:')) return standing;
  const description = 'Health checks are disabled for this target';
  return { ...standing, state: 'unavailable', reason: 'Target.HealthCheckDisabled', description };
}

const element = (name: string, text: string) => `<${name}>${escapeXml(text)}</${name}>`;
