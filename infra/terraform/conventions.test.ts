import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

type File = { path: string; text: string };

const here = dirname(fileURLToPath(import.meta.url));
const files = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(tf|hcl)$/.test(path) && !/\.terra(form|grunt-cache)\b/.test(path))
  .map((path): File => ({ path, text: readFileSync(join(here, path), 'utf8') }));
const modules = files.filter(({ path }) => /^modules\/.*\.tf$/.test(path));
const lines = ({ text }: File) => text.trimEnd().split('\n').length;
const paths = (found: readonly File[]) => found.map(({ path }) => path);

describe('The infrastructure', () => {
  it('has a module for each unit, under the same name', () => {
    const units = files.filter(({ path }) => basename(path) === 'terragrunt.hcl').map(({ path }) => path.split('/')[2]);
    expect(units.sort()).toEqual(['compute', 'database', 'ecr', 'network', 'security', 'storage']);
    expect(readdirSync(join(here, 'modules')).sort()).toEqual(units);
  });

  it('keeps units below 41 lines and everything else below 151', () => {
    const limit = ({ path }: File) => (basename(path) === 'terragrunt.hcl' ? 40 : 150);
    expect(paths(files.filter((file) => lines(file) > limit(file)))).toEqual([]);
  });

  it('keeps resources out of the main.tf of the six modules: each topic has a file', () => {
    const main = modules.filter(({ path }) => /^modules\/\w+\/main\.tf$/.test(path));
    expect(main).toHaveLength(6);
    expect(paths(main.filter(({ text }) => /^(resource|module|ephemeral) /m.test(text)))).toEqual([]);
  });

  it('leaves no input without its type', () => {
    expect(paths(modules.filter(({ text }) => /type\s*=\s*any\b/.test(text)))).toEqual([]);
  });

  it('says why beside every "*" of a policy', () => {
    const stars = modules.flatMap(({ path, text }) =>
      text
        .split('\n')
        .filter((line) => /(resources|actions)\s*=.*"(\w+:)?\*"/.test(line))
        .map((line) => `${path}: ${line}`),
    );
    expect(stars.length).toBeGreaterThan(0);
    expect(stars.filter((line) => !line.includes('# why: '))).toEqual([]);
  });

  it('says who owns each value that Terraform ignores', () => {
    const ignored = modules.flatMap(({ text }) => text.split('\n').filter((line) => line.includes('ignore_changes')));
    expect(ignored).toHaveLength(10);
    expect(ignored.filter((line) => !/# .+ owns/.test(line))).toEqual([]);
  });

  it('tests every validation by an input that it refuses', () => {
    const untested = modules.flatMap(({ path, text }) => {
      const validated = text.split(/^(?=variable ")/m).filter((block) => /^ {2}validation \{/m.test(block));
      const tests = files.filter((file) => file.path.startsWith(join(dirname(path), 'tests/')));
      const refused = tests
        .flatMap((file) => [...file.text.matchAll(/expect_failures = \[([^\]]*)\]/g)])
        .flatMap(([, names = '']) => [...names.matchAll(/\bvar\.(\w+)/g)].map(([, name]) => name));
      return validated.map((block) => /"(\w+)"/.exec(block)?.[1]).filter((name) => !refused.includes(name));
    });
    expect(untested).toEqual([]);
  });
});
