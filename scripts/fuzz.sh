#!/usr/bin/env bash
# fuzz.sh HARNESS…: runs the libFuzzer harnesses (dabir_read, dabir_analyse) for FUZZ_SECONDS (600) in all, seeded with the examples and the cases.
# New inputs are kept in build-fuzz/corpus; a crash is kept as build-fuzz/crash-* and fails the run.
set -euo pipefail
[ $# -gt 0 ] || { echo "fuzz.sh: which harness?" >&2; exit 2; }
seconds=$(( ${FUZZ_SECONDS:-600} / $# ))
cd "$(dirname "$0")/.."
build=${BUILD:-build}
export DABIR_MODEL=$PWD/$build/fa.dabir
corpus=build-fuzz/corpus
mkdir -p "$corpus"

# Seeds: whole reports, and each sentence of the cases on its own.
cp examples/*.txt "$corpus/"
iconv -f utf-8 -t utf-16 examples/3-dari.txt > "$corpus/utf16.txt"
# The dictionary holds words that rules wait for, so that the fuzzer writes more than noise.
python3 - "$corpus" build-fuzz/fa.dict <<'PY'
import glob, hashlib, sys
corpus, dictionary = sys.argv[1:]
for f in glob.glob('tests/cases/*.case'):
    for line in open(f, encoding='utf8'):
        if line.startswith('text '):
            s = line[5:].strip().encode()
            open(f'{corpus}/case-{hashlib.md5(s).hexdigest()[:10]}', 'wb').write(s)
words = set()
for f in sorted(glob.glob('data/lists/*.list') + glob.glob('data/register/*.tsv') + ['data/lexicon/function.tsv']):
    for line in open(f, encoding='utf8'):
        if not line.startswith('#'):
            words.update(w.strip() for w in line.rstrip('\n').replace('\t', '; ').split('; ')[:6] if w.strip() and not w.isascii())
with open(dictionary, 'w') as out:
    for w in sorted(words)[::3]:
        out.write('"' + ''.join(f'\\x{b:02x}' for b in (' ' + w + ' ').encode()) + '"\n')
PY

for harness; do
"$harness" "$corpus" -dict=build-fuzz/fa.dict -max_total_time="$seconds" -max_len=8192 -timeout=10 -rss_limit_mb=1024 \
    -artifact_prefix=build-fuzz/ -print_final_stats=1 -print_funcs=0 -verbosity=0 2>&1 | sed "/# Uses: /d; /Recommended dictionary/d; /recommended dictionary/d"
echo "fuzz: $(basename "$harness"): no crash in $seconds seconds"
done
