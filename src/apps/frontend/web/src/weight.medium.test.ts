import { describe, expect, it } from 'vitest';
import { allPages } from './testing-pages.ts';
import { servedWeb } from './testing-web.ts';
import { answerAll } from './testing-world.ts';

const web = servedWeb();

/** Most bytes of compressed script on a page. */
const most = 150_000;

describe.each(allPages)('$path', ({ path }) => {
  it('is sent with at most 150 kB of compressed script, to be kept for ever', async () => {
    web.api.answer = answerAll;
    const html = await web.page(path);
    const scripts = new Set([...html.matchAll(/\/_next\/static\/[^"\\]+?\.js/g)].map(([script]) => script));
    let bytes = 0;
    for (const script of scripts) {
      // for browsers that know no modules; others do not load it
      if (new RegExp(`${script}"[^>]* noModule`).test(html)) continue;
      const answer = await fetch(`${web.url}${script}`, { headers: { 'accept-encoding': 'gzip' } });
      expect(answer.headers.get('cache-control')).toContain('immutable');
      expect(answer.headers.get('content-encoding')).toBe('gzip');
      bytes += Number(answer.headers.get('content-length'));
      await answer.body?.cancel();
    }
    expect(scripts.size).toBeGreaterThan(3);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThanOrEqual(most);
  });
});
