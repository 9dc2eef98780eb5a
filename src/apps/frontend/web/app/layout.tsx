import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { Worker } from '../src/components/worker.tsx';
import { pageColours } from '../src/install/manifest.ts';
import { messagesOfReader, themeOfReader } from '../src/reader.ts';
import './globals.css';

/** The titles are in the shell: it knows what a page is about. */
export const metadata: Metadata = {
  manifest: '/manifest.webmanifest',
  icons: { icon: '/icon.svg', apple: '/icons/apple-touch-icon.png' },
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: pageColours.light },
    { media: '(prefers-color-scheme: dark)', color: pageColours.dark },
  ],
};

export default async function Layout({ children }: { readonly children: ReactNode }) {
  const [{ lang }, theme] = await Promise.all([messagesOfReader(), themeOfReader()]);
  return (
    <html lang={lang} data-theme={theme}>
      <body>
        {children}
        <Worker look={`${lang} ${theme ?? ''}`} />
      </body>
    </html>
  );
}
