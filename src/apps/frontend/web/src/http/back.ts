import { pageOfOurs, seeOther } from './answers.ts';

/** What a form before said in the address, and what was typed in one: the next answer says something else. */
const passing = ['edit', 'look', 'notice', 'problem', 'change', 'n', 'mine', 'theirs'];

/** Back to the page of ours that a form names, which says how it went, with the focus on a bookmark. */
export const backTo = (written: unknown, said: Readonly<Record<string, string>>, at?: string): Response => {
  const { pathname, searchParams } = new URL(pageOfOurs(written), 'http://page.invalid');
  const kept = [...searchParams].filter(([name]) => !passing.includes(name));
  const hash = at && /^[\w-]{1,40}$/.test(at) ? `#b-${at}` : '';
  const answer = seeOther(pathname, Object.fromEntries([...kept, ...Object.entries(said)]));
  if (hash) answer.headers.set('location', `${answer.headers.get('location')}${hash}`);
  return answer;
};
