#!/usr/bin/env bash
# Each directory here is a faulty data/; dabir-compile must refuse it with exactly the messages of its file `expected`,
# exit with 1 and leave no model behind. `run.sh --accept` writes the messages anew (look at them before you commit).
set -u
here=$(cd "$(dirname "$0")" && pwd)
compile=${DABIR_COMPILE:?DABIR_COMPILE: path of dabir-compile}
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT
cd "$here" || exit 2
bad=0 n=0
for d in */; do
  d=${d%/}
  n=$((n + 1))
  "$compile" "$d" "$tmp/out" 2> "$tmp/err"
  rc=$?
  if [ "$rc" != 1 ]; then
    echo "$d: exit status $rc instead of 1"
    bad=1
  fi
  if [ -e "$tmp/out" ] || [ -e "$tmp/out.new" ]; then
    echo "$d: left a model behind"
    bad=1
    rm -f "$tmp/out" "$tmp/out.new"
  fi
  if [ "${1-}" = --accept ]; then
    cp "$tmp/err" "$d/expected"
  elif ! diff -u "$d/expected" "$tmp/err"; then
    echo "$d: other messages than expected"
    bad=1
  fi
done
[ "$n" -ge 15 ] || { echo "only $n faulty directories found"; bad=1; }
[ "$bad" = 0 ] && echo "$n faulty directories refused as they should be"
exit "$bad"
