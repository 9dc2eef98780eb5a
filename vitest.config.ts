import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tiers are told apart by the file's name: see docs/glossary.md, "tier". What `npm test` runs at a time of its own is a project of its own. */
const ignored = ['**/node_modules/**', '**/dist/**', '**/.rehearsal*/**', '**/.terragrunt-cache/**'];

/** The end-to-end tests that measure or send traffic: nothing runs beside them. */
const ALONE = ['e2e/6[5-9]-*.e2e.test.ts', 'e2e/[78]?-*.e2e.test.ts'];
/** The long test that leaves nothing behind: on a rehearsal of its own, after all others. */
const END = 'e2e/90-end.long.test.ts';

/** The end-to-end tests follow one rehearsal from its start to its end, in the order of their numbers. */
class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    if (!files.every(({ project }) => /^(e2e|alone)$/.test(project.name))) return super.sort(files);
    return files.toSorted((one, other) => (one.moduleId < other.moduleId ? -1 : 1));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: InOrder },
    projects: [
      {
        test: {
          name: 'unit',
          // Nothing here touches more than its own values: one process serves for all files.
          isolate: false,
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...ignored, ...['measure', 'medium', 'e2e', 'long'].map((tier) => `**/*.${tier}.test.ts`)],
          testTimeout: 30_000,
        },
      },
      { test: { name: 'measure', include: ['**/*.measure.test.ts'], exclude: ignored, testTimeout: 60_000 } },
      {
        test: {
          name: 'medium',
          isolate: false,
          include: ['**/*.medium.test.ts'],
          exclude: [...ignored, 'infra/**'],
          // generous: they wait for processes, which get little of a busy machine
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'infrastructure',
          include: ['infra/**/*.medium.test.ts'],
          exclude: ignored,
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['**/*.e2e.test.ts'],
          exclude: [...ignored, ...ALONE],
          testTimeout: 300_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'alone',
          include: ALONE,
          exclude: ignored,
          testTimeout: 300_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
      {
        test: { name: 'end', include: [END], exclude: ignored, testTimeout: 300_000, hookTimeout: 900_000 },
      },
      {
        test: {
          name: 'long',
          include: ['**/*.long.test.ts'],
          exclude: [...ignored, END],
          testTimeout: 900_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
