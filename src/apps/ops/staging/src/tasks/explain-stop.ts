/** Why a task stopped, as ECS words it. */
export type Stop = {
  /** web, api, migrate: for the command to type next. */
  family: string;
  code: string | null;
  reason: string;
  containers: readonly { name: string; reason: string | null; exitCode: number | null }[];
};

/** The same in words of people. `fault`: something is wrong; otherwise it was asked for, or is AWS's own doing. */
export type Explained = { fault: boolean; text: string; next: string | null };

/** What a stop means and what to do about it. What nobody foresaw is told in ECS's own words. */
export function explainStop(stop: Stop): Explained {
  const all = [stop.reason, ...stop.containers.map(({ reason }) => reason ?? '')].filter(Boolean).join('; ');
  for (const { when, fault = true, say, next } of ROWS) {
    const match = when.exec(all);
    if (match) return { fault, text: say(match, stop), next: next?.(match, stop) ?? null };
  }
  return byExitCode(stop) ?? { fault: stop.code === 'TaskFailedToStart', text: all, next: logsOf(stop) };
}

type Row = {
  when: RegExp;
  fault?: boolean;
  say(match: RegExpExecArray, stop: Stop): string;
  next?(match: RegExpExecArray, stop: Stop): string;
};

const logsOf = ({ family }: Stop) => `staging logs ${family === 'web' ? 'web' : 'api'} --since 1h`;
const deploy = (_: RegExpExecArray, { family }: Stop) => `staging deploy ${family === 'web' ? 'web' : 'api'}`;
const logs = (_: RegExpExecArray, stop: Stop) => logsOf(stop);
const doctor = () => 'staging doctor';
const apply = () => 'staging up';

/** The first that fits is told: what says more stands before what says less. */
const ROWS: readonly Row[] = [
  {
    when: /exec format error|descriptor matching platform|image.*platform.*does not match/i,
    say: () => 'Its image was built for another processor than the task has.',
    next: deploy,
  },
  {
    when: /CannotPull.*(?:not found|manifest unknown|does not exist)/i,
    say: () => 'Its image is not in the repository: it was never pushed, or it was deleted.',
    next: deploy,
  },
  {
    when: /CannotPull.*(?:toomanyrequests|rate limit)/i,
    say: () => 'The registry of its image lets nobody pull so often.',
    next: deploy,
  },
  {
    when: /CannotPull.*no space left/i,
    say: () => "Its image is larger than the task's disk.",
    next: deploy,
  },
  {
    when: /CannotPull.*(?:denied|not authorized|basic auth|\b403\b)/i,
    say: () => 'It may not pull its image: the role that starts it lacks the permission.',
    next: apply,
  },
  {
    when: /(?:CannotPull|ResourceInitialization).*(?:time[d ]?out|deadline exceeded|connection issue|unable to connect|no route|no such host)/i,
    say: () => 'It cannot reach AWS (ECR or SSM): it has no way out of its subnet.',
    next: doctor,
  },
  { when: /CannotPull/i, say: () => 'Its image could not be pulled.', next: doctor },
  {
    when: /invalid ssm parameters: (\S+)/i,
    say: ([, names = '']) => `A secret that it needs is not there: ${namesOf(names)}.`,
    next: ([, names = '']) => `staging secrets set ${namesOf(names).split(', ')[0]}`,
  },
  {
    when: /unable to (?:pull|retrieve) secrets.*(?:AccessDenied|not authorized)/i,
    say: () => 'It may not read its secrets: the role that starts it lacks the permission.',
    next: apply,
  },
  { when: /unable to (?:pull|retrieve) secrets/i, say: () => 'Its secrets could not be read.', next: doctor },
  {
    when: /log group does not exist|create.*log stream.*ResourceNotFound/i,
    say: () => 'The log group that it writes to is gone.',
    next: apply,
  },
  { when: /failed to validate logger args/i, say: () => 'It could not open its log.', next: doctor },
  {
    when: /unable to assume (?:the )?role|assume role/i,
    say: () => 'AWS may not use the role that the task is to have.',
    next: apply,
  },
  {
    when: /OutOfMemory|memory usage/i,
    say: () => 'It needed more memory than it has, and was killed.',
    next: logs,
  },
  {
    when: /executable file not found|no such file or directory/i,
    say: () => 'The program that it is to start is not in its image.',
    next: deploy,
  },
  {
    when: /failed container health checks/i,
    say: () => 'It ran, and did not answer its own health check.',
    next: logs,
  },
  {
    when: /failed ELB health checks/i,
    say: () => 'It ran, and did not answer the load balancer: its health check found it dead.',
    next: logs,
  },
  {
    when: /capacity is unavailable|RESOURCE:|unable to place a task/i,
    say: () => 'AWS had no room for it just then; it is tried again.',
    next: () => 'staging status',
  },
  {
    when: /spot task was interrupted|SpotInterruption/i,
    fault: false,
    say: () => 'AWS took the spare capacity back that it ran on; another one is started.',
  },
  {
    when: /network interface|DeprovisioningTimeout|(?:De)?provisioning to complete/i,
    say: () => 'AWS did not give it a network address in time; it is tried again.',
    next: () => 'staging status',
  },
  {
    when: /Cannot(?:Create|Start|Inspect)Container|ContainerRuntime(?:Timeout)?Error|TaskFailedToStart/i,
    say: () => 'AWS could not start its container.',
    next: logs,
  },
  {
    when: /maintenance|retire/i,
    fault: false,
    say: () => 'AWS renewed the machine under it; another one is started.',
  },
  {
    when: /scaling activity initiated/i,
    fault: false,
    say: () => 'It was not needed any more: fewer are wanted, or a newer one took its place.',
  },
  {
    when: /service.*(?:deleted|inactive)/i,
    fault: false,
    say: () => 'Its service was removed.',
  },
  {
    when: /rehearsal ended/i,
    fault: false,
    say: () => 'The rehearsal ended while it ran.',
  },
  {
    when: /stopped by|StopTask|task stopped at/i,
    fault: false,
    say: () => 'Somebody stopped it.',
  },
];

/** `/a/b/ONE,/a/b/TWO` → `ONE, TWO` */
const namesOf = (parameters: string) =>
  parameters
    .split(',')
    .filter(Boolean)
    .map((name) => name.slice(name.lastIndexOf('/') + 1).replace(/[.;]$/, ''))
    .join(', ');

const EXITS: Readonly<Record<number, string>> = {
  0: 'ended by itself, without an error',
  126: 'could not be started: the file is no program',
  127: 'could not be started: the program is not in the image',
  134: 'crashed (aborted)',
  137: 'was killed: out of memory, or it did not end within 30 s of being asked',
  139: 'crashed (segmentation fault)',
  143: 'was asked to end, and did',
  255: 'could not be started: an image for another processor does that',
};

/** Only its exit code tells: the program's own log has the rest. */
function byExitCode(stop: Stop): Explained | undefined {
  const { containers, code } = stop;
  const ended = containers.find(({ exitCode }) => exitCode !== null && exitCode !== 0) ?? containers[0];
  if (ended === undefined || ended.exitCode === null) return undefined;
  const { name, exitCode } = ended;
  const oneOff = stop.family === 'migrate';
  const fault = code === 'EssentialContainerExited' && exitCode !== 143 && !(oneOff && exitCode === 0);
  const what = EXITS[exitCode] ?? `ended with an error of its own (exit code ${exitCode})`;
  const text = oneOff && exitCode === 0 ? 'It did its work and ended.' : `The program ${name} ${what}.`;
  return { fault, text, next: fault ? logsOf(stop) : null };
}
