#!/usr/bin/env node
// Puts a report into a pull request as one comment, and updates that comment the next time.
//
//   GITHUB_TOKEN=… GITHUB_REPOSITORY=owner/name PULL_REQUEST=12 node scripts/github/comment.mjs plan.md
//
// Without the file it says that there is no plan, and where the run is.
import { readFileSync } from 'node:fs';

/** By its first line our comment is found again. */
const MARK = '<!-- staging plan -->';
/** GitHub takes 65,536. */
const LONGEST = 60_000;

const { env } = process;
const run = `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`;
const body = `${MARK}\n${bounded(read(process.argv[2]) ?? `### No plan\n\nIt failed, or came to no end: [the run](${run}) says why.\n`)}`;
const ours = await find();
if (ours) await ask('PATCH', `/issues/comments/${ours.id}`, { body });
else await ask('POST', `/issues/${env.PULL_REQUEST}/comments`, { body });
process.stdout.write(`The comment was ${ours ? 'updated' : 'made'}.\n`);

/** A person's comment that begins like ours is not ours: only a bot's is. */
async function find() {
  for (let page = 1; ; page += 1) {
    const comments = await ask('GET', `/issues/${env.PULL_REQUEST}/comments?per_page=100&page=${page}`);
    const found = comments.find((comment) => comment.user?.type === 'Bot' && comment.body?.startsWith(MARK));
    if (found || comments.length < 100) return found;
  }
}

/** Ends with GitHub's status, never with the token. */
async function ask(method, path, content) {
  const response = await fetch(`${env.GITHUB_API_URL}/repos/${env.GITHUB_REPOSITORY}${path}`, {
    method,
    headers: { authorization: `Bearer ${env.GITHUB_TOKEN}`, accept: 'application/vnd.github+json' },
    ...(content && { body: JSON.stringify(content) }),
  });
  if (response.ok) return response.json();
  process.stderr.write(`GitHub answers ${response.status} to ${method} ${path}.\n`);
  process.exit(1);
}

function bounded(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}\n\n… [the rest](${run})\n` : text;
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
