import { suggest } from '../../../src/api/search.ts';
import { callerFrom } from '../../../src/http/caller.ts';

/** Ways to go on with a search, for the search box's script; none when the API takes too long. */
export const GET = async (request: Request): Promise<Response> => {
  const q = new URL(request.url).searchParams.get('q') ?? '';
  const answer = await suggest(q.slice(0, 1000), callerFrom(request.headers));
  return Response.json(answer.kind === 'ok' ? answer.value : [], { headers: { 'cache-control': 'no-store' } });
};
