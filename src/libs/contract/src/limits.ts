/** Largest file that an import takes, in bytes. */
export const maxImportBytes = 20 * 1024 * 1024;
