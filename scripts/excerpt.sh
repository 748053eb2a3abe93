#!/usr/bin/env bash
# excerpt.sh [--check]: writes what the program really prints into README.md, between its excerpt marks; with --check only
# compares and fails if README.md no longer tells the truth. DABIR names the program (default build/dabir).
set -euo pipefail
cd "${DABIR_SOURCE:-$(dirname "$0")/..}"
dabir=${DABIR:-build/dabir}
report=examples/1-session.txt
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT

fence() { printf '```%s\n' "$1"; sed 's/[[:space:]]*$//'; printf '```\n'; }

"$dabir" read --no-color --width 100 "$report" > "$tmp/page"
head -n 44 "$tmp/page" | fence "" > "$tmp/excerpt"
# One claim of the record, with the entity that it speaks of.
"$dabir" read --json "$report" | python3 -c '
import json, sys
r = json.loads(sys.stdin.readline())
c = next(c for c in r["claims"] if c["claim"] == "statement" and c.get("stance") == "warn")
e = next(e for e in r["entities"] if e["id"] == c["speaker"])
e["mentions"] = e["mentions"][:2]
for x in (e, c): print(json.dumps(x, ensure_ascii=False))
' | fence json > "$tmp/json"
# Why the meeting on the margins is there.
claim=$("$dabir" read --json "$report" | python3 -c '
import json, sys
r = json.loads(sys.stdin.readline())
print(next(c["id"][1:] for c in r["claims"] if c["claim"] == "meeting" and c.get("format") == "bilateral"))')
{
    printf '$ build/dabir explain --claim %s %s\n\n' "$claim" "$report"
    "$dabir" explain --no-color --width 100 --claim "$claim" "$report" | tail -n +4 | sed '${/^$/d;}'
} | fence "" > "$tmp/explain"

awk -v dir="$tmp" '
    match($0, /^<!-- (excerpt|json|explain): /) {
        print; split($0, p, /[ :]+/); file = dir "/" p[2]
        while ((getline line < file) > 0) print line
        close(file); skip = 1; next
    }
    /^<!-- \// { skip = 0 }
    !skip { print }' README.md > "$tmp/README.md"

if [ "${1:-}" = --check ]; then
    diff -u README.md "$tmp/README.md" || { echo "README.md shows what the program does not print: run scripts/excerpt.sh"; exit 1; }
else
    cp "$tmp/README.md" README.md
fi
