import { exportFormats } from '@bookmark-manager/contract';
import { startExport } from '../api/files.ts';
import { afterwards, type Deed } from './deed.ts';

const page = '/export';

const make: Deed = {
  page,
  act: async ({ text }, caller) => {
    const format = exportFormats.find((one) => one === text('format')) ?? 'html';
    return afterwards(await startExport(format, caller), { page, done: 'export-started' });
  },
};

export const exports = { make };
