import type { Provider, Type } from '@nestjs/common';
import { ExportJob } from '../export/export-job.ts';
import { ExportStore } from '../export/export-store.ts';
import { ExportsController } from '../export/exports.controller.ts';
import { ImportJob } from '../import/import-job.ts';
import { ImportStore } from '../import/import-store.ts';
import { ImportsController } from '../import/imports.controller.ts';
import { NewImports } from '../import/new-imports.ts';
import { UploadsController } from '../import/uploads.controller.ts';
import { Files } from './files.ts';

/** The routes of imports and exports. */
export const filesControllers: Type[] = [UploadsController, ImportsController, ExportsController];

export const filesProviders: Provider[] = [Files, ImportStore, ImportJob, NewImports, ExportStore, ExportJob];
