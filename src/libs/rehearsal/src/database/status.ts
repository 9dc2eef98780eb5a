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

export type Verb = 'Stop' | 'Start' | 'Reboot' | 'Modify' | 'Delete';

export type Operation = `${Verb}${'DBInstance' | 'DBCluster'}` | 'CreateDBSnapshot' | 'CreateDBClusterSnapshot';

type Rule = {
  from: readonly Status[] /** The status until it is done. */;
  during?: Status;
  refusal(identifier: string, status: Status): string;
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
  StopDBCluster: ofCluster(['available'], 'stopping'),
  StartDBCluster: ofCluster(['stopped'], 'starting', ['inaccessible-encryption-credentials-recoverable']),
  RebootDBCluster: ofCluster(['available'], 'rebooting'),
  ModifyDBCluster: ofCluster(['available'], 'modifying'),
  CreateDBClusterSnapshot: ofCluster(['available'], 'backing-up'),
  DeleteDBCluster: ofCluster(LIVING, 'deleting'),
} satisfies Record<Operation, Rule>;

/** Of a cluster RDS says what it is and what it should be; `others` are statuses that nothing here ever has. */
function ofCluster(from: readonly Status[], during: Status, others: readonly string[] = []): Rule {
  const expected = [...from, ...others].join(',');
  return {
    from,
    during,
    refusal: (identifier, status) =>
      `DbCluster ${identifier} is in ${status} state but expected it to be one of ${expected}.`,
  };
}

/** What an operation does to an instance or a cluster in that status: refused in RDS's own words, or the status until it is done. */
export function decide(
  operation: Operation,
  identifier: string,
  status: Status,
): { refusal: string } | { during: Status } {
  const rule: Rule = RULES[operation];
  if (!rule.from.includes(status)) return { refusal: rule.refusal(identifier, status) };
  return { during: rule.during ?? status };
}

/** Where an instance stands after the rehearsal itself was ended in the middle of something. */
export function resumed(status: Status): 'available' | 'stopped' | 'deleting' {
  if (status === 'deleting') return 'deleting';
  return status === 'stopped' || status === 'stopping' ? 'stopped' : 'available';
}
