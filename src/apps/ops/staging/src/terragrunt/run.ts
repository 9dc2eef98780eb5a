import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOG_FORMAT, type PlanSummary, parseRunLine, parseRunReport, type UnitRun } from '@bookmark-manager/plan';
import { collectErrors } from './errors.ts';
import { readPlans } from './kept-plans.ts';
import { spawnGroup } from './process.ts';
import {
  advance,
  type Counts,
  type Failure,
  type Progress,
  startProgress,
  type TerragruntAction,
  unanswered,
} from './progress.ts';

export type RunOptions = {
  action: TerragruntAction;
  /** The whole environment of the child: see `rehearsalEnvironment`, `awsEnvironment`. */
  env: Record<string, string>;
  /** The folder of the units. */
  directory: string;
  /** Terragrunt's binary. */
  terragrunt: string;
  /** Only these units; without it all of them. */
  units?: readonly string[];
  /** `plan` leaves its plans here; `apply` applies exactly these instead of making its own. */
  plansDirectory?: string;
  /** Every line that the run prints, as it is. */
  logFile?: string;
  onProgress?: (progress: Progress) => void;
  /** See `spawnGroup`. */
  onStart?: (group: number) => Disposable;
  graceMs?: number;
  /** Interrupts the run: its whole process group gets SIGINT when nothing would be lost (`unanswered`), half a minute later at the latest. */
  signal?: AbortSignal;
};

export type UnitResult = UnitRun & { counts: Counts };

export type RunResult = {
  action: TerragruntAction;
  outcome: 'succeeded' | 'failed' | 'interrupted';
  seconds: number;
  units: UnitResult[];
  /** Each failing unit's own errors, the first failure first. */
  failures: (Failure & { unit: string | undefined })[];
  /** After `plan`: what each unit would do. */
  plans: Record<string, PlanSummary>;
  /** After an interruption that could wait no longer: addresses that may have been made without a state that knows them. */
  lost: readonly string[];
};

/** The units of an environment: the folders that hold a terragrunt.hcl. */
export async function listUnits(directory: string): Promise<string[]> {
  const files = await readdir(directory, { withFileTypes: true });
  const folders = files.filter((file) => file.isDirectory() && !file.name.startsWith('.')).map((file) => file.name);
  const holding = await Promise.all(
    folders.map(async (folder) => (await readdir(join(directory, folder))).includes('terragrunt.hcl')),
  );
  return folders.filter((_, index) => holding[index]).sort();
}

/**
 * Runs Terragrunt over the units and follows it. A failure of Terraform is a result, not an error; Terragrunt's exit
 * code is not asked, as it is 0 after an interruption: its report is.
 */
export async function runTerragrunt(options: RunOptions): Promise<RunResult> {
  const scratch = await mkdtemp(join(tmpdir(), 'staging-run-'));
  try {
    return await follow(options, scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The exact call, for `--dry-run` and for people who would rather type it. */
export function terragruntArguments(options: Pick<RunOptions, 'action' | 'units' | 'plansDirectory'>): string[] {
  const filters = (options.units ?? []).flatMap((unit) => ['--filter', unit]);
  const plans = options.plansDirectory ? ['--out-dir', options.plansDirectory] : [];
  return ['run', '--all', options.action, '--non-interactive', ...filters, ...plans];
}

async function follow(options: RunOptions, scratch: string): Promise<RunResult> {
  const startedAtMs = Date.now();
  let progress = startProgress(options.action, options.units ?? (await listUnits(options.directory)), startedAtMs);
  const errors = collectErrors();
  const plans = options.plansDirectory ?? join(scratch, 'plans');
  const report = join(scratch, 'report.json');
  let lost: readonly string[] = [];
  await spawnGroup({
    command: options.terragrunt,
    args: [
      ...terragruntArguments({ ...options, ...planDirectory(options, plans) }),
      ...machineArguments(options, plans, report),
    ],
    cwd: options.directory,
    env: childEnvironment(options),
    logFile: options.logFile,
    signal: options.signal,
    onStart: options.onStart,
    graceMs: options.graceMs,
    isCalm() {
      lost = unanswered(progress, Date.now());
      return lost.length === 0;
    },
    onInterrupt() {
      progress = { ...progress, stopping: true };
      options.onProgress?.(progress);
    },
    onLine(text) {
      const line = parseRunLine(text);
      if (!line) return;
      errors.see(line);
      progress = advance(progress, line, Date.now());
      options.onProgress?.(progress);
    },
  });
  const interrupted = options.signal?.aborted === true;
  const runs = await readReport(report);
  const units = (runs ?? []).map((run) => ({ ...run, counts: countsOf(progress, run.unit) }));
  const succeeded = runs !== undefined && runs.length > 0 && runs.every(({ outcome }) => outcome === 'succeeded');
  return {
    action: options.action,
    lost,
    outcome: interrupted ? 'interrupted' : succeeded ? 'succeeded' : 'failed',
    seconds: (Date.now() - startedAtMs) / 1000,
    units,
    failures: succeeded || interrupted ? [] : errors.all(progress),
    plans:
      options.action === 'plan' && succeeded
        ? await readPlans(
            plans,
            units.map(({ unit }) => unit),
          )
        : {},
  };
}

function planDirectory({ action }: RunOptions, plans: string): { plansDirectory?: string } {
  return action === 'plan' ? { plansDirectory: plans } : {};
}

function machineArguments({ action, directory }: RunOptions, plans: string, report: string): string[] {
  const json = action === 'plan' ? ['--json-out-dir', plans] : [];
  const format = ['--log-custom-format', LOG_FORMAT, '--summary-disable', '--report-file', report];
  return [...json, ...format, '--working-dir', directory];
}

/** `-json` has to come by the environment: on the command line Terragrunt forwards its lines without their units. */
function childEnvironment({ action, env }: RunOptions): Record<string, string> {
  const own = { TF_IN_AUTOMATION: '1', TF_INPUT: '0', TG_NO_COLOR: 'true' };
  if (action === 'init') return { ...env, ...own };
  const name = `TF_CLI_ARGS_${action}`;
  return { ...env, ...own, [name]: `${env[name] ?? ''} -json`.trim() };
}

async function readReport(file: string): Promise<UnitRun[] | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parseRunReport(text);
}

function countsOf(progress: Progress, unit: string): Counts {
  return progress.units.find((each) => each.unit === unit)?.counts ?? { add: 0, change: 0, remove: 0 };
}
