import { type RecordedRun, recordedRun } from '@bookmark-manager/plan/testing';
import { expect, it } from 'vitest';
import { collectErrors } from './errors.ts';
import { advance, startProgress } from './progress.ts';

function failuresOf(name: RecordedRun) {
  const errors = collectErrors();
  let progress = startProgress('apply', [], 0);
  for (const line of recordedRun(name)) {
    errors.see(line);
    progress = advance(progress, line, 0);
  }
  return errors.all(progress);
}

it("tells Terraform's own diagnostic once, with its unit", () => {
  const failures = failuresOf('failed');
  expect(failures).toHaveLength(1);
  expect(failures[0]).toMatchObject({ unit: 'network', address: 'aws_vpc.this' });
});

it('tells a mistake in HCL, which Terragrunt finds before Terraform runs, without repetitions', () => {
  const [failure, ...others] = failuresOf('hcl-mistake');
  expect(others).toEqual([]);
  expect(failure?.summary).toBe('Unclosed configuration block');
  expect(failure?.detail).toContain('/repo/envs/compute/terragrunt.hcl line 9');
  expect(failure?.detail.match(/no closing brace/g)).toHaveLength(1);
});

it('tells of a failing init only the error, for each unit its own', () => {
  const failures = failuresOf('init-failed');
  expect(failures.map(({ unit, summary }) => [unit, summary])).toEqual([
    ['storage', 'Failed to read mock data directory'],
    ['ecr', 'Failed to read mock data directory'],
    ['network', 'Failed to read mock data directory'],
  ]);
  expect(failures[0]?.detail).toBe(
    'on tests/storage.tftest.hcl line 1:\n1: mock_provider "aws" {\nMock data directory ../../testing/aws does not exist or cannot be read.',
  );
});

it('says so when a run ended without a word', () => {
  expect(collectErrors().all(startProgress('apply', [], 0))[0]?.summary).toMatch(/without saying why/);
});
