#!/bin/sh
# What the Prisma CLI starts in place of its native engine, for `prisma migrate deploy`, `status`, `resolve` and `db seed`: see
# src/migrate/engine-server.ts. It runs on the Node of the dependencies, which reads TypeScript.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
node=$here/../../../../node_modules/.bin/node
[ -x "$node" ] || node=node
exec "$node" --disable-warning=ExperimentalWarning "$here/../src/migrate/engine-server.ts" "$@"
