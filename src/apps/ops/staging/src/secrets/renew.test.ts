import { expect, it } from 'vitest';
import { changesSecrets } from './renew.ts';

const plan = { add: [], change: [], remove: [], outputs: [], fresh: false };
const replaced = { type: 'aws_ssm_parameter', replaced: true, why: undefined };

it.each([
  ['nothing', plan, false],
  ['the address of a database', { ...plan, change: ['aws_ssm_parameter.url["DATABASE_URL"]'] }, true],
  ['a secret of a module', { ...plan, remove: [{ ...replaced, address: 'module.jwt.aws_ssm_parameter.this' }] }, true],
  ['a secret that there was not', { ...plan, add: ['aws_ssm_parameter.url["DATABASE_URL"]'] }, false],
  ['something else', { ...plan, change: ['aws_ecs_service.this["api"]'] }, false],
])('a plan of %s changes what tasks were given: %s', (_, one, changes) => {
  expect(changesSecrets({ network: plan, database: one })).toBe(changes);
});
