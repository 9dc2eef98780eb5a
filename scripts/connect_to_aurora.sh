#!/bin/sh
# connect_to_aurora.sh ENVIRONMENT [PORT] [option…]: a port of this machine that leads to the database, until Ctrl-C.
# The same as `staging db connect`, under the name that it has always had.
set -eu

usage="usage: $0 staging [port] [--aws] [--show-password]"
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

environment=${1:?"$usage"}
shift
if [ "$environment" != staging ]; then
  echo "There is no environment \"$environment\": the only one is staging." >&2
  echo "$usage" >&2
  exit 2
fi

case ${1:-} in
  [0-9]*)
    port=$1
    shift
    ;;
  *) port=5432 ;;
esac

exec "$root/src/apps/ops/staging/bin/staging.mjs" db connect --port "$port" "$@"
