#!/usr/bin/env bash
# eval.sh: scores dabir on the gold reports of the kit (DABIR_KIT, by default ../shared), prints the scorer's own tables.
# Half of news/ and org/ (every second file by name, the odd ones) is kept out of sight while rules are written: of it only totals are printed.
set -euo pipefail
cd "$(dirname "$0")/.."
build=${BUILD:-build}
kit=${DABIR_KIT:-../shared}
dabir=$build/dabir
if [ ! -x "$kit/score/score" ]; then
    echo "eval: skipped: no kit at '$kit' (set DABIR_KIT)"
    exit 0
fi
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
score=$kit/score/score
gold=$kit/gold

title() { printf '\n== %s\n' "$*"; }

# half SET 0|1: every second file by name, text and gold beside each other
half() {
    local i=0 f
    mkdir -p "$tmp/$1-$2"
    for f in "$gold/$1"/*.txt; do
        if [ $((i % 2)) = "$2" ]; then ln -s "$(realpath "$f")" "$(realpath "${f%.txt}.json")" "$tmp/$1-$2/"; fi
        i=$((i + 1))
    done
}
for set in news org; do half "$set" 0; half "$set" 1; done

# record OUT DIR…: reads every report of the folders with nothing known beforehand
record() {
    local out=$1; shift
    local files=() d
    for d in "$@"; do files+=("$d"/*.txt); done
    "$dabir" read --json --quiet "${files[@]}" > "$out"
}

# record_dated OUT DIR…: the same with the day and the outlet that the gold knows, as a page of news would tell them
record_dated() {
    python3 - "$dabir" "${@:2}" > "$1" << 'PY'
import glob, json, subprocess, sys
for d in sys.argv[2:]:
    for f in sorted(glob.glob(d + '/*.txt')):
        g = json.load(open(f[:-4] + '.json', encoding='utf8'))
        cmd = [sys.argv[1], 'read', '--json', '--quiet']
        if g.get('published'): cmd += ['--published', g['published']]
        if g.get('outlet'): cmd += ['--outlet', g['outlet']]
        sys.stdout.write(subprocess.run(cmd + [f], capture_output=True, check=True).stdout.decode())
PY
}

for b in seed seed-zwnj seed-space; do
    mkdir -p "$tmp/$b"; ln -s "$(realpath "$gold/seed/$b.txt")" "$(realpath "$gold/seed/$b.json")" "$tmp/$b/"
    record "$tmp/$b.jsonl" "$tmp/$b"
    title "$b"
    "$score" "$tmp/$b" "$tmp/$b.jsonl"
done
title "agreement of the three spellings"
python3 bench/agree.py "$tmp"/seed.jsonl "$tmp"/seed-zwnj.jsonl "$tmp"/seed-space.jsonl \
    --text "$gold"/seed/seed.txt "$gold"/seed/seed-zwnj.txt "$gold"/seed/seed-space.txt

for set in news org; do
    title "$set, all"
    record "$tmp/$set.jsonl" "$gold/$set"
    "$score" "$gold/$set" "$tmp/$set.jsonl"
done
title "news and org together"
cat "$tmp/news.jsonl" "$tmp/org.jsonl" > "$tmp/both.jsonl"
"$score" "$gold/news" "$gold/org" "$tmp/both.jsonl"
title "news and org: the half that rules were tuned on"
"$score" "$tmp/news-0" "$tmp/org-0" "$tmp/both.jsonl"
title "news and org: the unseen half"
"$score" "$tmp/news-1" "$tmp/org-1" "$tmp/both.jsonl"

title "news and org together, field by field"
DABIR_KIT=$kit python3 bench/fields.py "$gold/news" "$gold/org" "$tmp/both.jsonl"

title "news and org together, with the day and outlet of each report given"
record_dated "$tmp/dated.jsonl" "$gold/news" "$gold/org"
"$score" "$gold/news" "$gold/org" "$tmp/dated.jsonl"

# What tagger, parser and name finder give: the same reports with a model that holds no weights.
cp -r data "$tmp/data"; rm -f "$tmp"/data/weights/*.w
"$build/dabir-compile" "$tmp/data" "$tmp/plain.dabir"
DABIR_MODEL=$tmp/plain.dabir record "$tmp/plain.jsonl" "$gold/news" "$gold/org"
title "news and org together, without the weights of the Persian layer"
"$score" "$gold/news" "$gold/org" "$tmp/plain.jsonl"
title "the unseen half, without the weights of the Persian layer"
"$score" "$tmp/news-1" "$tmp/org-1" "$tmp/plain.jsonl"

title "segmentation on the trees' dev files (only Tokens and Sentences are dabir's; the sentences are joined by spaces)"
for t in perdt seraji; do
    "$build/dabir-segment" --conllu "$kit/data/trees/fa_$t-ud-dev.conllu" > "$tmp/$t.conllu"
    printf '%-7s ' "$t"
    "$kit/score/ud" "$kit/data/trees/fa_$t-ud-dev.conllu" "$tmp/$t.conllu" | sed 's/  Words.*//'
done

title "articles that tell of no event (sport, culture, technology)"
DABIR_KIT=$kit DABIR=$dabir python3 bench/quiet.py
