import type { ImportReport } from '@bookmark-manager/contract';

/** The counts of a report: what the page shows when there is no script to hand it the whole. */
export type ReportCounts = Pick<
  ImportReport,
  'links' | 'added' | 'updated' | 'unchanged' | 'duplicates' | 'skipped' | 'complete'
>;

const counts = ['links', 'added', 'updated', 'unchanged', 'duplicates', 'skipped'] as const;

/** A report as the query of the page that shows it. */
export const toQuery = (report: ReportCounts): Record<string, string> => ({
  notice: 'imported',
  ...Object.fromEntries(counts.map((name) => [name, String(report[name])])),
  ...(report.complete ? {} : { cut: '1' }),
});

/** The report that a query tells of, if it tells of one. */
export const fromQuery = (query: Readonly<Record<string, string | string[] | undefined>>): ReportCounts | undefined => {
  if (query.notice !== 'imported') return undefined;
  const read = (name: string): number => {
    const value = Number(query[name]);
    return Number.isSafeInteger(value) && value >= 0 ? value : 0;
  };
  return {
    links: read('links'),
    added: read('added'),
    updated: read('updated'),
    unchanged: read('unchanged'),
    duplicates: read('duplicates'),
    skipped: read('skipped'),
    complete: query.cut === undefined,
  };
};
