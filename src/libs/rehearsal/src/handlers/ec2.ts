import type { Table } from '../relay/types.ts';
import { amendXml } from '../relay/wire.ts';
import { child, each, set } from '../relay/xml.ts';
import type { Store } from '../store.ts';

const RULE = 'securityGroupRuleSet/item';

/** moto forgets the description of a security group's rule that names another group; it is kept by the rule's id. */
export function createEc2Rows(store: Store): Table {
  const descriptions = store.map<string>('ec2.rule-descriptions');

  const overlay = (inner: string) => {
    const kept = descriptions.get(child(inner, 'securityGroupRuleId') ?? '');
    return kept === undefined ? undefined : set(inner, 'description', kept);
  };
  const authorized = amendXml((xml, form) =>
    each(xml, RULE, (inner) => {
      const described = describedIn(form, inner);
      const id = child(inner, 'securityGroupRuleId');
      if (id && described) descriptions.set(id, described);
      return overlay(inner);
    }),
  );
  const revoked = amendXml((xml, form) => {
    for (const [name, id] of form) if (name.startsWith('SecurityGroupRuleId.')) descriptions.delete(id);
    return xml;
  });

  return {
    'ec2:AuthorizeSecurityGroupIngress': authorized,
    'ec2:AuthorizeSecurityGroupEgress': authorized,
    'ec2:DescribeSecurityGroupRules': amendXml((xml) => each(xml, RULE, overlay)),
    'ec2:ModifySecurityGroupRules': amendXml((xml, form) => {
      for (const [name, id] of form) {
        const rule = /^SecurityGroupRule\.\d+\./.exec(name)?.[0];
        if (!rule || !name.endsWith('.SecurityGroupRuleId')) continue;
        const description = form.get(`${rule}SecurityGroupRule.Description`);
        if (description && form.has(`${rule}SecurityGroupRule.ReferencedGroupId`)) descriptions.set(id, description);
        else descriptions.delete(id);
      }
      return xml;
    }),
    'ec2:RevokeSecurityGroupIngress': revoked,
    'ec2:RevokeSecurityGroupEgress': revoked,
  };
}

/** The description that the request gives the rule with this inner XML, when it names a group. */
function describedIn(form: URLSearchParams, inner: string): string | undefined {
  const group = groupIn(inner);
  if (!group) return undefined;
  for (const [name, value] of form) {
    const [, permission, pair] = /^(IpPermissions\.\d+\.)(Groups\.\d+\.)GroupId$/.exec(name) ?? [];
    if (value !== group || !permission || !isOf(form, permission, inner)) continue;
    return form.get(`${permission}${pair}Description`) ?? undefined;
  }
  return undefined;
}

function groupIn(inner: string): string | undefined {
  let group: string | undefined;
  each(`<_>${inner}</_>`, '_/referencedGroupInfo', (info) => {
    group = child(info, 'groupId');
    return undefined;
  });
  return group;
}

function isOf(form: URLSearchParams, permission: string, inner: string): boolean {
  const fields = { IpProtocol: 'ipProtocol', FromPort: 'fromPort', ToPort: 'toPort' };
  return Object.entries(fields).every(
    ([asked, told]) => (form.get(permission + asked) ?? '-1') === (child(inner, told) ?? '-1'),
  );
}
