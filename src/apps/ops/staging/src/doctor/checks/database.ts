import { createCalendar, publicHolidayIfKnown, type ScheduleSlice } from '@bookmark-manager/schedule';
import { type Check, defineCheck, fault, note, ok, waits } from '../check.ts';
import { windowsFrom } from '../windows.ts';

const BROKEN = /^(?:failed|storage-full|inaccessible-encryption|incompatible|insufficient|restore-error)/;

/** The database: does it run when it should, does it answer, is it backed up. */
export const databaseChecks = {
  'database.status': defineCheck(['database', 'life'], ({ database, life }) => {
    if (database === null) return waits('there is no database yet');
    const { status } = database;
    const awake = life.remarks.wanted === 'awake';
    if (BROKEN.test(status))
      return fault(
        `The database is ${status}.`,
        database.host,
        'See the instance in the RDS console, then: staging status',
      );
    if (awake && /^stop/.test(status))
      return fault(
        `The database is ${status} although the environment is to be awake.`,
        life.status.because.text,
        'staging start',
      );
    if (awake && status !== 'available')
      return note(`The database is ${status}: it serves soon.`, database.host, 'staging status');
    return ok(`The database is ${status}.`, database.host);
  }),
  'database.reached': defineCheck(['told', 'now'], ({ told, now }) => {
    const lines = told.flatMap(({ service, at, message }) => {
      const why = WHY.find(([pattern]) => pattern.test(message))?.[1];
      return service === 'api' && why ? [{ at, why, message }] : [];
    });
    const last = lines.at(-1);
    if (last === undefined) return ok('The API reports no trouble with the database.');
    const minutes = Math.max(0, Math.round((now.getTime() - last.at.getTime()) / 60_000));
    const finding = `The API could not use the database ${minutes} min ago: ${last.why}.`;
    const evidence = last.message.slice(0, 200);
    return minutes > RECENT_MINUTES
      ? note(finding, evidence, 'staging logs api')
      : fault(finding, evidence, 'staging logs api');
  }),
  'database.private': defineCheck(['database'], ({ database }) => {
    if (database === null) return waits('there is no database yet');
    if (database.publiclyAccessible)
      return fault('The database can be reached from the internet.', 'PubliclyAccessible', 'staging up');
    return ok('The database can be reached from inside the VPC alone.');
  }),
  'database.backup': defineCheck(['database', 'life', 'now'], ({ database, life: { slice }, now }) => {
    if (database === null) return waits('there is no database yet');
    const { backupDays, backupWindow, maintenanceWindow } = database;
    if (backupDays === 0) return fault('The database is never backed up.', 'BackupRetentionPeriod is 0', 'staging up');
    if (!slice.schedule.database_sleeps) return ok(`It is backed up for ${backupDays} days.`, backupWindow);
    const asleep = [
      ...(isAwakeIn(slice, backupWindow, now) ? [] : [`backup ${backupWindow} UTC`]),
      ...(isAwakeIn(slice, maintenanceWindow, now) ? [] : [`maintenance ${maintenanceWindow} UTC`]),
    ];
    if (slice.schedule.mode !== 'office-hours') return ok(`It is backed up for ${backupDays} days.`, backupWindow);
    if (asleep.length === 0)
      return ok('Backup and maintenance lie in hours in which it is awake.', `${backupWindow}, ${maintenanceWindow}`);
    return fault(
      'The database sleeps in its backup or maintenance window: it is never backed up, or never maintained.',
      asleep.join('; '),
      'staging up   (infra/terraform/modules/database/rds.tf)',
    );
  }),
} satisfies Record<string, Check>;

/** What happened so long ago was put right meanwhile, or nobody has asked since. */
const RECENT_MINUTES = 3;

const WHY: readonly (readonly [RegExp, string])[] = [
  [/28P01|28000|P1000|password authentication failed/i, 'it refuses user or password: DATABASE_URL is wrong'],
  [/3D000|P1003/, 'there is no database of that name'],
  [/42P01|P2021/, 'a table is missing: run the migrations (staging db migrate)'],
  [/ENOTFOUND|EAI_AGAIN/, 'its name is not known: DATABASE_URL names another host'],
  [/ETIMEDOUT|P1001|timeout/i, 'nothing answers: a security group is in the way, or it is stopped'],
  [/ECONNREFUSED|ECONNRESET|57P0\d/, 'it does not accept connections: it is stopped, or it restarts'],
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/i, 'its certificate is not trusted'],
  [/53300|P2037|too many (?:clients|connections)/i, 'it has no connection left'],
  [/database (?:away|connection lost)/, 'the connection failed'],
];

/** A month of them: a run of holidays is no reason to move a window. */
const AHEAD_DAYS = 28;

/** Whether the calendar is awake through any of the next windows. */
function isAwakeIn(slice: ScheduleSlice, window: string, now: Date): boolean {
  const calendar = createCalendar(slice, publicHolidayIfKnown);
  return windowsFrom(window, now, AHEAD_DAYS).some(({ from, to }) => {
    const edge = calendar.nextEdge(from);
    return calendar.at(from).condition === 'awake' && (edge === null || edge >= to);
  });
}
