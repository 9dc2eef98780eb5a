export * from './access.ts';
export * from './bookmark.ts';
export * from './import-report.ts';
export * from './limits.ts';
export * from './paths.ts';
export * from './people.ts';
export * from './problem.ts';
export * from './url.ts';
