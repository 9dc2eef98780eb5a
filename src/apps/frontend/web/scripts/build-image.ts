// Writes dist/image: all that the web needs to run, and nothing else.
import { execFileSync } from 'node:child_process';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { compressFolder } from './compress.ts';
import { copyModules } from './copy-modules.ts';
import { actionsKey, settleKeys } from './settle.ts';

const here = dirname(import.meta.dirname);
const image = process.argv[2] ?? join(here, 'dist/image');
const standalone = join(here, '.next/standalone');
const next = createRequire(import.meta.url).resolve('next/dist/bin/next');

/** What Next.js resizes pictures with; next.config.ts says that it never does. */
const forPictures = /^(sharp|@img\/.*|detect-libc|semver)$/;

execFileSync(process.execPath, [next, 'build'], {
  cwd: here,
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey,
  },
});

await rm(image, { recursive: true, force: true });
await mkdir(image, { recursive: true });
await copyModules(join(standalone, 'node_modules'), join(image, 'node_modules'), (name) => !forPictures.test(name));
await cp(join(standalone, 'src/apps/frontend/web/.next'), join(image, '.next'), { recursive: true, dereference: true });
await cp(join(here, '.next/static'), join(image, '.next/static'), { recursive: true });
await cp(join(here, 'public'), join(image, 'public'), { recursive: true });
await settleKeys(join(image, '.next'));
await compressFolder(join(image, '.next/static'));
await writeFile(join(image, 'package.json'), '{ "type": "commonjs" }\n');

const bundle = await rolldown({
  input: {
    server: join(here, 'server.ts'),
    health: fileURLToPath(import.meta.resolve('@bookmark-manager/serving/health')),
  },
  platform: 'node',
  external: ['next'],
});
// As the API: `require` of node:http costs nothing of what an `import` of it does.
await bundle.write({ dir: image, format: 'cjs', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name].js' });
await bundle.close();
