import type { Request, Table } from '../relay/types.ts';
import { amendJson } from '../relay/wire.ts';
import type { Store } from '../store.ts';

type Group = { logGroupName: string; logGroupClass?: string };

/** moto forgets a log group's class, which can't be changed later: every plan would replace the group. */
export function createLogsRows(store: Store): Table {
  const classes = store.map<string>('logs.classes');
  const key = (request: Request, name: string) => `${request.account} ${request.region} ${name}`;
  return {
    'logs:CreateLogGroup': amendJson<Group>((input, _, request) => {
      if (input.logGroupClass) classes.set(key(request, input.logGroupName), input.logGroupClass);
    }),
    'logs:DescribeLogGroups': amendJson<object, { logGroups: Group[] }>((_, output, request) => {
      for (const group of output.logGroups) {
        group.logGroupClass = classes.get(key(request, group.logGroupName)) ?? 'STANDARD';
      }
    }),
    'logs:DeleteLogGroup': amendJson<Group>((input, _, request) => {
      classes.delete(key(request, input.logGroupName));
    }),
  };
}
