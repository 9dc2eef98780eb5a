/** As RDS names them. */
export type Status =
  | 'creating'
  | 'available'
  | 'stopping'
  | 'stopped'
  | 'starting'
  | 'rebooting'
  | 'modifying'
  | 'backing-up'
  | 'deleting'
  | 'failed';

export type Operation =
  | 'StopDBInstance'
  | 'StartDBInstance'
  | 'RebootDBInstance'
  | 'ModifyDBInstance'
  | 'CreateDBSnapshot'
  | 'DeleteDBInstance';

type Rule = {
  from: readonly Status[] /** The status until it is done. */;
  during?: Status;
  refusal(identifier: string): string;
};

const LIVING = [
  'creating',
  'available',
  'stopping',
  'stopped',
  'starting',
  'rebooting',
  'modifying',
  'backing-up',
  'failed',
] as const;

const RULES = {
  StopDBInstance: {
    from: ['available'],
    during: 'stopping',
    refusal: (identifier) => `Instance ${identifier} is not in available state.`,
  },
  StartDBInstance: {
    from: ['stopped'],
    during: 'starting',
    refusal: (identifier) => `Instance ${identifier} is not stopped, it cannot be started.`,
  },
  RebootDBInstance: {
    from: ['available'],
    during: 'rebooting',
    refusal: () => 'Instance cannot currently reboot due to an in-progress management operation.',
  },
  ModifyDBInstance: {
    from: ['available'],
    during: 'modifying',
    refusal: () => 'Database instance is not in available state.',
  },
  CreateDBSnapshot: {
    from: ['available'],
    during: 'backing-up',
    refusal: (identifier) =>
      `Cannot create a snapshot because the database instance ${identifier} is not currently in the available state.`,
  },
  DeleteDBInstance: {
    from: LIVING,
    during: 'deleting',
    refusal: (identifier) => `Instance ${identifier} is already being deleted.`,
  },
} satisfies Record<Operation, Rule>;

/** What an operation does to an instance in that status: refused in RDS's own words, or the status until it is done. */
export function decide(
  operation: Operation,
  identifier: string,
  status: Status,
): { refusal: string } | { during: Status } {
  const rule: Rule = RULES[operation];
  if (!rule.from.includes(status)) return { refusal: rule.refusal(identifier) };
  return { during: rule.during ?? status };
}

/** Where an instance stands after the rehearsal itself was ended in the middle of something. */
export function resumed(status: Status): 'available' | 'stopped' | 'deleting' {
  if (status === 'deleting') return 'deleting';
  return status === 'stopped' || status === 'stopping' ? 'stopped' : 'available';
}
