// Writes a picture of every page in both themes, for a person to look at: on a phone in Japanese and wide in English, with --all also the
// other way round.
//   node scripts/screens.ts [--all] [--out <folder>] [--origin <url> --session <cookie>] [<path> …]
// Without an origin the built image is shown, with an API that knows somebody who has used everything.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startService } from '@bookmark-manager/serving/testing';
import { startFakeApi } from '../src/testing.ts';
import { openBrowser } from '../src/testing-browser.ts';
import { builtImage } from '../src/testing-image.ts';
import { allPages } from '../src/testing-pages.ts';
import { looks, otherLooks, takeScreens } from '../src/testing-screens.ts';
import { answerAll } from '../src/testing-world.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: join(import.meta.dirname, '../../../../../.rehearsal/screens') },
    origin: { type: 'string' },
    all: { type: 'boolean', default: false },
    session: { type: 'string', default: 'of.some.body' },
  },
});

const served = async (): Promise<AsyncDisposable & { readonly url: string }> => {
  const folder = await builtImage();
  const api = await startFakeApi();
  api.answer = answerAll;
  const env = { NODE_ENV: 'production', API_ORIGIN: api.origin, DRAIN_SECONDS: '0' };
  const web = await startService({ folder, file: 'server.js', env });
  return {
    url: web.url,
    [Symbol.asyncDispose]: async () => {
      await web[Symbol.asyncDispose]();
      await api[Symbol.asyncDispose]();
    },
  };
};

const own = values.origin === undefined ? await served() : undefined;
const browser = await openBrowser();
const count = await takeScreens({
  browser,
  origin: values.origin ?? own?.url ?? '',
  folder: values.out,
  paths: positionals.length > 0 ? positionals : allPages.map(({ path }) => path),
  session: values.session,
  looks: values.all ? [...looks, ...otherLooks] : looks,
});
await browser.close();
await own?.[Symbol.asyncDispose]();
process.stdout.write(`${count} pictures in ${values.out}\n`);
