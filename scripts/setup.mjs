#!/usr/bin/env node
// Makes a fresh clone ready: `npm start` and `npm test` run it first. It needs Node 20 and nothing else, finds what the
// machine has, makes the rest (built tools live in the user's cache folder, by version) and does nothing when nothing changed.
//
//   node scripts/setup.mjs                  what `npm start` needs
//   node scripts/setup.mjs --for test       and what `npm test` needs before its first test
//   node scripts/setup.mjs --for checkers   and the checkers (actionlint, checkov), which take a minute to build
//   node scripts/setup.mjs --for long       and what `npm run test:long` needs besides (tflint, crane, buildah, AWS's session plugin, FerretDB, schemathesis)

const LEAST = 20;

// Before anything is loaded that an older Node cannot read.
if (Number(process.versions.node.split('.')[0]) >= LEAST) await import('./setup/main.mjs');
else {
  process.stderr.write(
    `Node.js ${process.versions.node} is too old: ${LEAST} or newer is needed.\n` +
      '  → Install it with `mise install`, or from your system, and start again.\n',
  );
  process.exitCode = 1;
}
