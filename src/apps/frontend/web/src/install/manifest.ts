import type { Messages } from '../messages/index.ts';

/** The colours of the page in globals.css, as a manifest has to write them. */
export const pageColours = { light: '#fbfaf7', dark: '#13161c' } as const;

/** The web app manifest. A phone that shares something with us opens /share with it. */
export const manifestFor = ({ lang, common, install }: Messages) => ({
  id: '/',
  name: common.title,
  short_name: common.title,
  description: install.description,
  lang,
  dir: 'ltr',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: pageColours.light,
  theme_color: pageColours.light,
  icons: [
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
  share_target: { action: '/share', method: 'GET', params: { title: 'title', text: 'text', url: 'url' } },
  shortcuts: [{ name: install.add, url: '/add' }],
});
