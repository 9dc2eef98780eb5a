/**
 * `born PID` prints when a process was born (boot, then ticks), which tells it from a later one with the same id.
 * `born.ts` computes the same.
 */
const BORN = `
read -r boot 2>/dev/null </proc/sys/kernel/random/boot_id || boot=
born() {
  if [ -r /proc/self/stat ]; then
    read -r stat 2>/dev/null <"/proc/$1/stat" || return 1
    set -- \${stat##*) }
    echo "$boot-\${20}"
  else
    ps -o lstart= -p "$1" | tr -s ' ' _
  fi
}
`;

/**
 * Run by `sh` in place of a child until it becomes the child: records the process group, enters its cgroups, and only
 * then runs what was asked for, so that there is no moment at which a child is unknown or unlimited.
 * Arguments: folder of records, stop signal, files to write the process id to, `--`, command, its arguments.
 */
export const LAUNCH = `${BORN}
record=$1/$$ signal=$2
shift 2
echo "$(born $$) $signal" >"$record" || exit 126
while [ "$1" != -- ]; do echo $$ >"$1" || exit 126; shift; done
shift
unset PWD OLDPWD SHLVL boot stat record signal
exec "$@"
`;

/**
 * The guardian: waits until its input closes, then ends the process groups of one run that are still alive, and
 * removes the run's cgroups and folder. Arguments: the run's folder, seconds between the stop signal and KILL.
 */
export const GUARD = `${BORN}
trap '' INT TERM HUP QUIT
while read -r _; do :; done
cd "$1" || exit 0
alive() { kill -s 0 -- "-$1" 2>/dev/null; }
mine=
for record in [0-9]*; do
  read -r birth signal 2>/dev/null <"$record" || continue
  [ "$(born "$record")" = "$birth" ] || continue
  mine="$mine $record"
  kill -s "$signal" -- "-$record" 2>/dev/null
done
left=$(($2 * 10))
for group in $mine; do
  while alive "$group" && [ $left -gt 0 ]; do sleep 0.1; left=$((left - 1)); done
  kill -s KILL -- "-$group" 2>/dev/null
done
while read -r top; do
  for tries in 1 2 3 4 5 6 7 8 9 10; do
    for procs in "$top"/*/cgroup.procs; do
      [ -r "$procs" ] && while read -r pid; do kill -s KILL "$pid" 2>/dev/null; done <"$procs"
    done
    rmdir "$top"/*/ 2>/dev/null
    rmdir "$top" 2>/dev/null
    [ -d "$top" ] || break
    sleep 0.1
  done
done 2>/dev/null <cgroups
cd / && rm -rf "$1"
`;
