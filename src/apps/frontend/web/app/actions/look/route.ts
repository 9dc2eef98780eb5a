import { lookUp } from '../../../src/api/look.ts';
import { callerFrom } from '../../../src/http/caller.ts';
import { isSameOrigin } from '../../../src/http/same-origin.ts';

/** What is known of an address, for the add form's script. Another site must not have us visit pages for it. */
export const GET = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 });
  const url = new URL(request.url).searchParams.get('url') ?? '';
  return Response.json(await lookUp(url, true, callerFrom(request.headers)), {
    headers: { 'cache-control': 'no-store' },
  });
};
