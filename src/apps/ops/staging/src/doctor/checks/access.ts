import { type Check, defineCheck, fault, note, ok, waits } from '../check.ts';
import { DOORS } from '../doors.ts';
import { NO_CREDENTIALS } from '../look.ts';

/** Whose account it is, and who may come in. */
export const accessChecks = {
  credentials: defineCheck(
    ['account'],
    ({ account }) => ok(`Account ${account.id}.`, account.arn),
    (why) =>
      why === NO_CREDENTIALS
        ? fault('There are no valid AWS credentials.', 'sts get-caller-identity', 'aws sso login   (or AWS_PROFILE=…)')
        : null,
  ),
  'allow-list': defineCheck(['tfvars'], ({ tfvars: { file, exists, mistake, written } }) => {
    if (!exists) return fault('There is no terraform.tfvars, so nobody is let in.', file, 'staging configure');
    if (mistake !== null) return fault(mistake, file, 'staging allow list');
    if (written.length === 0) return fault('terraform.tfvars lets nobody in.', file, 'staging configure');
    return ok(`terraform.tfvars lets ${written.length} address ranges in.`, written.join(', '));
  }),
  'allow-list.applied': defineCheck(['tfvars', 'groups', 'door'], ({ tfvars: { written }, groups, door }) => {
    const ranges = door?.allowList ?? groups.alb?.ingress.flatMap(({ cidrs }) => cidrs);
    if (!ranges) return waits('the front door is not there');
    const applied = new Set(ranges);
    const { name } = DOORS[door?.kind ?? 'alb'];
    if (applied.has('0.0.0.0/0'))
      return fault(`The ${name} lets the whole world in.`, '0.0.0.0/0 is applied', 'staging allow remove 0.0.0.0/0');
    if (applied.size === 0) return fault(`The ${name} lets nobody in.`, 'nothing is applied of it', 'staging up');
    const missing = written.filter((range) => !applied.has(range));
    const surplus = [...applied].filter((range) => !written.includes(range));
    if (missing.length + surplus.length === 0) return ok('What is written is applied.', [...applied].join(', '));
    const evidence = [
      ...(missing.length > 0 ? [`written, not applied: ${missing.join(', ')}`] : []),
      ...(surplus.length > 0 ? [`applied, not written: ${surplus.join(', ')}`] : []),
    ].join('; ');
    return note('The allow-list that is applied is not the one in terraform.tfvars.', evidence, 'staging up');
  }),
} satisfies Record<string, Check>;
