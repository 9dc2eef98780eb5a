import type { Import, LeftOut } from '@bookmark-manager/contract';
import type { Messages } from '../messages/index.ts';
import { Notice } from './notice.tsx';

const rows = ['links', 'added', 'updated', 'unchanged', 'duplicates', 'skipped'] as const;

type ReportProps = {
  readonly report: Import;
  /** The first of those that were left out. */
  readonly left: readonly LeftOut[];
  readonly texts: Pick<Messages, 'lang' | 'common' | 'imports' | 'notices'>;
};

/** What an import did, and each link that it left out with its reason. */
export const Report = ({ report, left, texts }: ReportProps) => (
  <section className="flex flex-col gap-4">
    {report.state === 'done' && <Notice tone="good">{texts.notices.imported}</Notice>}
    {report.complete === false && <Notice tone="problem">{texts.imports.report.incomplete}</Notice>}
    <dl className="grid grid-cols-[1fr_auto] gap-x-6 rounded-xl border border-line bg-card px-4 py-2">
      {rows.map((row) => (
        <div key={row} className="col-span-2 grid grid-cols-subgrid border-b border-line py-2 last:border-b-0">
          <dt>{texts.imports.report[row]}</dt>
          <dd className="text-right tabular-nums">{report[row]}</dd>
        </div>
      ))}
    </dl>
    {left.length > 0 && <Left left={left} more={report.skipped - left.length} texts={texts} />}
    <div>
      <a href="/" className="button-plain">
        {texts.common.toList}
      </a>
    </div>
  </section>
);

const Left = ({ left, more, texts }: Pick<ReportProps, 'left' | 'texts'> & { readonly more: number }) => (
  <details className="rounded-xl border border-line bg-card px-4 py-3">
    <summary className="cursor-pointer rounded font-medium">{texts.imports.report.skippedTitle}</summary>
    <ul className="flex flex-col gap-2 pt-3 text-sm">
      {left.map(({ position, title, url, because }) => (
        <li key={position}>
          <span className="font-medium">{title || url}</span>
          <span className="text-quiet"> — {texts.imports.because[because]}</span>
        </li>
      ))}
      {more > 0 && <li>{texts.imports.report.more(more.toLocaleString(texts.lang))}</li>}
    </ul>
  </details>
);
