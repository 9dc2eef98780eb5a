import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { html, type Route, type Routes, redirect, type TestSite } from '../testing.ts';

const big = Buffer.alloc(3_000_000, 'a');

const packed =
  (encoding: string, body: Uint8Array): Route =>
  (_request, response) => {
    response.writeHead(200, { 'content-encoding': encoding }).end(body);
  };

/** A site with everything that a site can do to whoever asks it, beside another one that must never be asked. */
export const routesBeside = (inner: TestSite): Routes => ({
  '/page': html('こんにちは'),
  '/image': html('x', 'image/png'),
  '/big': html(big),
  '/echo': ({ headers }, response) => response.setHeader('set-cookie', 'a=b').end(JSON.stringify(headers)),
  '/gzip': packed('gzip', gzipSync('hello')),
  '/br': packed('br', brotliCompressSync('hello')),
  '/deflate': packed('x-deflate', deflateSync('hello')),
  '/bomb': packed('gzip', gzipSync(big)),
  '/cut': packed('gzip', gzipSync(big).subarray(0, 1000)),
  '/no-gzip': packed('gzip', Buffer.from('hello')),
  '/constructor': packed('constructor', Buffer.from('hello')),
  '/twice': packed('gzip, gzip', gzipSync(gzipSync('hello'))),
  '/endless': (_request, response) => {
    const write = () => {
      while (response.write(big));
    };
    response.on('drain', write);
    write();
  },
  '/silent': () => {},
  '/slow': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).write('<title>');
  },
  '/headers': (_request, response) => response.writeHead(200, { 'x-long': 'x'.repeat(40_000) }).end(),
  '/go/page': redirect(301, '/page'),
  [encodeURI('/go/日本')]: redirect(302, Buffer.from('/ページ').toString('latin1')),
  [encodeURI('/ページ')]: html('ページ'),
  '/go/inside': redirect(302, inner.at('127.0.0.1', '/secret')),
  '/go/inside-by-name': redirect(307, inner.at('inner.test', '/secret')),
  '/go/metadata': redirect(302, 'http://169.254.169.254/latest/meta-data/'),
  '/go/task': redirect(302, 'http://[::ffff:169.254.170.2]/v2/credentials'),
  '/go/odd': redirect(302, 'http://0x7f.1/'),
  '/go/file': redirect(302, 'file:///etc/passwd'),
  '/go/user': redirect(302, 'http://user:password@site.test/'),
  '/go/port': redirect(302, 'http://site.test:22/'),
  '/go/nowhere': redirect(302, 'http://'),
  '/go/round': redirect(302, '/go/round'),
  '/go/first': redirect(302, '/go/second'),
  '/go/second': redirect(308, '/page'),
});
