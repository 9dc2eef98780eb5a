import { manifestFor } from '../../src/install/manifest.ts';
import { messagesOfReader } from '../../src/reader.ts';

/** What a browser needs to know to install the pages as an app, in its reader's language. */
export const GET = async (): Promise<Response> =>
  new Response(JSON.stringify(manifestFor(await messagesOfReader())), {
    headers: {
      'content-type': 'application/manifest+json',
      'cache-control': 'no-cache',
      vary: 'accept-language, cookie',
    },
  });
