#!/usr/bin/env bash
# fuzz.sh HARNESS: runs the libFuzzer harness on dabir_read for FUZZ_SECONDS (600), seeded with the examples and the cases.
# New inputs are kept in build-fuzz/corpus; a crash is kept as build-fuzz/crash-* and fails the run.
set -euo pipefail
harness=${1:?harness}
cd "$(dirname "$0")/.."
build=${BUILD:-build}
export DABIR_MODEL=$PWD/$build/fa.dabir
corpus=build-fuzz/corpus
mkdir -p "$corpus"

# Seeds: whole reports, and each sentence of the cases on its own.
cp examples/*.txt "$corpus/"
iconv -f utf-8 -t utf-16 examples/3-dari.txt > "$corpus/utf16.txt"
python3 - "$corpus" <<'PY' 2> /dev/null || true
import glob, hashlib, sys
for f in glob.glob('tests/cases/*.case'):
    for line in open(f, encoding='utf8'):
        if line.startswith('text '):
            s = line[5:].strip().encode()
            open(f'{sys.argv[1]}/case-{hashlib.md5(s).hexdigest()[:10]}', 'wb').write(s)
PY

"$harness" "$corpus" -max_total_time="${FUZZ_SECONDS:-600}" -max_len=8192 -timeout=10 -rss_limit_mb=1024 \
    -artifact_prefix=build-fuzz/ -print_final_stats=1 -verbosity=0 -close_fd_mask=0
echo "fuzz: no crash in ${FUZZ_SECONDS:-600} seconds"
