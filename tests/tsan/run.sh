#!/usr/bin/env bash
# tsan/run.sh PROGRAM: `read --jobs 4` under ThreadSanitizer finds no race and writes the same bytes as one thread does.
# Kernels with much address randomisation refuse TSan's memory layout; then it is tried once more without randomisation,
# and where that is forbidden too (some containers) the test is skipped (77) and says so.
set -euo pipefail
prog=${1:?program}
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
src=${DABIR_SOURCE:-$(dirname "$0")/../..}

for i in $(seq 1 24); do
    for f in "$src"/examples/*.txt; do cp "$f" "$dir/$i-$(basename "$f")"; done
done
export TSAN_OPTIONS="exitcode=66 halt_on_error=1"
run=("$prog")
if ! "$prog" read --json --jobs 1 "$dir"/*.txt > "$dir/one" 2> "$dir/err"; then
    if grep -q 'unexpected memory mapping' "$dir/err"; then
        run=(setarch -R "$prog")
        "${run[@]}" --version > /dev/null 2>&1 || { echo "TSan cannot run on this kernel"; exit 77; }
        "${run[@]}" read --json --jobs 1 "$dir"/*.txt > "$dir/one"
    else
        cat "$dir/err"; exit 1
    fi
fi
"${run[@]}" read --json --jobs 4 "$dir"/*.txt > "$dir/four"
[ "$(wc -l < "$dir/one")" -eq 72 ] || { echo "expected 72 records, got $(wc -l < "$dir/one")"; exit 1; }
cmp "$dir/one" "$dir/four"
echo "72 reports: no race, same bytes with one thread and with four"
