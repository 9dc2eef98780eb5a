import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { messagesOfReader, themeOfReader } from '../src/reader.ts';
import './globals.css';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await messagesOfReader()).common.title });

export const viewport: Viewport = { colorScheme: 'light dark' };

export default async function Layout({ children }: { readonly children: ReactNode }) {
  const [{ lang }, theme] = await Promise.all([messagesOfReader(), themeOfReader()]);
  return (
    <html lang={lang} data-theme={theme}>
      <body>{children}</body>
    </html>
  );
}
