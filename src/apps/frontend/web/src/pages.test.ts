import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allPages } from './testing-pages.ts';

const app = join(import.meta.dirname, '../app');

describe('every page', () => {
  const routes = globSync('**/page.tsx', { cwd: app }).map((file) => `/${file.replace(/\/?page\.tsx$/, '')}`);

  it.each(routes)('%s is looked at, by axe and for its weight', (route) => {
    const pattern = new RegExp(`^${route.replace(/\[[^\]]+\]/g, '[^/]+')}(\\?|$)`);
    expect(allPages.filter(({ path }) => pattern.test(path))).not.toEqual([]);
  });

  it('is found at all', () => {
    expect(routes.length).toBeGreaterThan(10);
  });
});
