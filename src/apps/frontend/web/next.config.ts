import { join } from 'node:path';
import type { NextConfig } from 'next';

const repository = join(import.meta.dirname, '../../../..');

const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: repository,
  turbopack: { root: repository },
  transpilePackages: ['@bookmark-manager/contract', '@bookmark-manager/serving'],
  // `typecheck` does this, once
  typescript: { ignoreBuildErrors: true },
  // no picture is resized here: the image leaves the 20 MB of sharp out
  images: { unoptimized: true },
  // loading every page is half of a start; server.ts does it once it listens
  experimental: { preloadEntriesOnStart: false },
  poweredByHeader: false,
  // src/http/whole.ts does
  compress: false,
  // the same sources make the same image: what changes is in the hashed names of the files
  generateBuildId: () => 'image',
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};

const securityHeaders = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'x-frame-options', value: 'DENY' },
  // the sites behind the bookmarks need not know where the reader came from
  { key: 'referrer-policy', value: 'same-origin' },
];

export default config;
