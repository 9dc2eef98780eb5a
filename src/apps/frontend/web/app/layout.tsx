import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { messagesOfReader } from '../src/reader.ts';
import './globals.css';

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await messagesOfReader()).common.title });

export const viewport: Viewport = { colorScheme: 'light dark' };

export default async function Layout({ children }: { readonly children: ReactNode }) {
  const { lang } = await messagesOfReader();
  return (
    <html lang={lang}>
      <body>{children}</body>
    </html>
  );
}
