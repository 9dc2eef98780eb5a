import type { ExportFormat } from '@bookmark-manager/contract';
import { csvWriter } from './csv-writer.ts';
import type { Writer } from './exported.ts';
import { htmlWriter } from './html-writer.ts';
import { jsonWriter } from './json-writer.ts';

/** A writer of each format. */
export const writers = { html: htmlWriter, json: jsonWriter, csv: csvWriter } satisfies Readonly<
  Record<ExportFormat, () => Writer>
>;
