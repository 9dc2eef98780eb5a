import { exportListSchema, exportSchema, newExportSchema } from '../export-job.ts';
import { importListSchema, importSchema, leftOutPageSchema, leftOutSchema } from '../import-job.ts';
import { importReportSchema } from '../import-report.ts';
import { newUploadSchema, uploadSchema } from '../upload.ts';

/** The named schemas of imports and exports. */
export const fileSchemas = {
  NewUpload: newUploadSchema,
  Upload: uploadSchema,
  ImportReport: importReportSchema,
  Import: importSchema,
  ImportList: importListSchema,
  LeftOut: leftOutSchema,
  LeftOutPage: leftOutPageSchema,
  NewExport: newExportSchema,
  Export: exportSchema,
  ExportList: exportListSchema,
};
