import { extract } from './extract.ts';

// A process of its own, for one page: what it holds is given back when it ends, and it can be ended.
process.once('message', async (html) => {
  process.send?.(await extract(String(html)), () => process.exit(0));
});
// nobody waits for it any more
process.once('disconnect', () => process.exit(0));
