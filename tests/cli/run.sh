#!/usr/bin/env bash
# run.sh -- the program as its user meets it: what it prints, where, and with which exit code.
# DABIR: the program (default build/dabir); DABIR_MODEL: the model (default fa.dabir beside it).
# Each check is one line: what is expected, then the command. A failure shows both streams.
set -u
here=$(cd "$(dirname "$0")" && pwd)
DABIR=${DABIR:-$here/../../build/dabir}
DABIR=$(realpath "$DABIR")
export DABIR_MODEL=${DABIR_MODEL:-$(dirname "$DABIR")/fa.dabir}
DABIR_MODEL=$(realpath "$DABIR_MODEL")
unset NO_COLOR COLUMNS
export TERM=xterm
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cp -r "$here/reports" "$tmp/r"
cd "$tmp" || exit 1
ulimit -c 0 -f 1000000 # a program gone wild shall not fill the disk
checks=0 failures=0

fail() {
    failures=$((failures + 1))
    printf 'FAIL: %s\n  command: %s\n' "$1" "$last"
    sed 's/^/  out: /' out | head -8
    sed 's/^/  err: /' err | head -8
}
# run CODE COMMAND...: runs it, both streams to files, and checks the exit code
run() {
    local want=$1
    shift
    last="$*"
    "$@" >out 2>err </dev/null
    local code=$?
    checks=$((checks + 1))
    [ "$code" -eq "$want" ] || fail "exit code $code, wanted $want"
}
out_has() { checks=$((checks + 1)); grep -qF -- "$1" out || fail "output lacks «$1»"; }
out_lacks() { checks=$((checks + 1)); ! grep -qF -- "$1" out || fail "output has «$1»"; }
err_has() { checks=$((checks + 1)); grep -qF -- "$1" err || fail "errors lack «$1»"; }
out_empty() { checks=$((checks + 1)); [ ! -s out ] || fail "output should be empty"; }
err_empty() { checks=$((checks + 1)); [ ! -s err ] || fail "errors should be empty"; }
out_lines() { checks=$((checks + 1)); [ "$(wc -l <out)" -eq "$1" ] || fail "$(wc -l <out) lines, wanted $1"; }
same() { checks=$((checks + 1)); cmp -s "$1" "$2" || fail "$1 and $2 differ"; }
# every line of the output is a JSON object; prints the report ids
json_ids() {
    python3 -c 'import json,sys
print(*[json.loads(l)["report"]["id"] for l in sys.stdin])' <out 2>&1
}
ids_are() { checks=$((checks + 1)); local got; got=$(json_ids); [ "$got" = "$1" ] || fail "ids «$got», wanted «$1»"; }

# ---- help and usage -------------------------------------------------------------------------------------------
run 0 "$DABIR" --version;         out_has "dabir "; out_lines 1
run 0 "$DABIR" version;           out_has "dabir "
run 0 "$DABIR" help;              out_has "Commands:"; out_has "explain"
run 0 "$DABIR" --help;            out_has "Commands:"
run 0 "$DABIR" help read;         out_has "--published DATE"; out_has "Examples:"; cp out help-read
run 0 "$DABIR" read --help;       same out help-read
run 0 "$DABIR" help explain;      out_has "--claim N"; out_lacks "--entities"
run 0 "$DABIR" help rules;     out_has "--samples N"; out_has "list|lint|coverage"; out_lacks "--claim"
run 2 "$DABIR";                   err_has "no command given"; out_empty
run 2 "$DABIR" lies;              err_has "unknown command lies"; err_has "Try: dabir help"
run 2 "$DABIR" r/visit.txt;       err_has "dabir read r/visit.txt"
run 2 "$DABIR" help lies;         err_has "unknown command lies"
run 2 "$DABIR" read;              err_has "no FILE given"
run 2 "$DABIR" read --nonsense x; err_has "unknown option --nonsense"; err_has "Try: dabir help read"
run 2 "$DABIR" read -Z x;         err_has "unknown option -Z"
run 2 "$DABIR" read x --width;    err_has "--width needs a value"
run 2 "$DABIR" read x -o;         err_has "-o needs a value"
run 2 "$DABIR" read --width 39 x; err_has "--width 39"
run 2 "$DABIR" read --jobs 0 x;   err_has "--jobs 0"
run 2 "$DABIR" read --jobs 2x x;  err_has "--jobs 2x"
run 2 "$DABIR" read --published 2021-02-30 x;     err_has "--published 2021-02-30"
run 2 "$DABIR" read --published yesterday x;      err_has "YYYY-MM-DD"
run 2 "$DABIR" read --tokens --json x;            err_has "--tokens cannot be combined with --json"
run 2 "$DABIR" explain --json x;                  err_has "--json goes with --why-not"
run 2 "$DABIR" explain --claim zero x;            err_has "--claim zero"

# ---- the model ------------------------------------------------------------------------------------------------
run 3 "$DABIR" read --model nowhere.dabir r/visit.txt;                err_has "nowhere.dabir"; out_empty
run 3 env DABIR_MODEL=nowhere2.dabir "$DABIR" read r/visit.txt;       err_has "nowhere2.dabir"
run 0 env DABIR_MODEL=nowhere2.dabir "$DABIR" read --model "$DABIR_MODEL" --json r/visit.txt; out_lines 1
mkdir -p bare/bin inst/bin inst/share/dabir
cp "$DABIR" bare/bin/ && cp "$DABIR" inst/bin/ && cp "$DABIR_MODEL" inst/share/dabir/fa.dabir
run 3 env -u DABIR_MODEL bare/bin/dabir read r/visit.txt;             err_has "no model"; err_has "--model FILE"
run 0 env -u DABIR_MODEL inst/bin/dabir read --json r/visit.txt;      ids_are visit
cp "$DABIR_MODEL" bare/bin/fa.dabir
run 0 env -u DABIR_MODEL bare/bin/dabir read --json r/visit.txt;      ids_are visit

# ---- one report, many reports ---------------------------------------------------------------------------------
run 0 "$DABIR" read --json r/visit.txt;      ids_are visit; err_empty
out_has '"published":null'; out_has '"outlet":null'
run 0 "$DABIR" read --json --published 2021-08-10 --outlet 'خبرگزاری نمونه' r/visit.txt
out_has '"published":"2021-08-10"'; out_has '"outlet":"خبرگزاری نمونه"'
run 0 "$DABIR" read --json --entities r/visit.txt;  out_has '"entities":['; out_lacks '"claims"'
run 0 "$DABIR" read --json r/visit.txt r/council.txt r/visit.txt; ids_are "visit council visit"
"$DABIR" read --json r/visit.txt >direct
"$DABIR" read --json - <r/visit.txt | sed 's/"id":"stdin"/"id":"visit"/' >piped
last='standard input against file'; same direct piped
run 0 "$DABIR" read --json -o written r/visit.txt;  out_empty; same written direct
run 0 "$DABIR" read --json --output=/dev/null r/visit.txt; checks=$((checks + 1)); [ -c /dev/null ] || fail "/dev/null was replaced"
run 3 "$DABIR" read --json -o none/written r/visit.txt; err_has "none/written"
cp r/visit.txt own.txt
run 0 "$DABIR" read --json -o own.txt own.txt; checks=$((checks + 1)); grep -q '"id":"own"' own.txt || fail "the report was lost before it was read"
checks=$((checks + 1)); [ -z "$(ls | grep part)" ] || fail "a part file was left behind"

# ---- what cannot be read is said, and the rest is read ----------------------------------------------------------
: >empty.txt
run 1 "$DABIR" read --json r/visit.txt empty.txt missing.txt r/council.txt
ids_are "visit council"; err_has "dabir: empty.txt: empty"; err_has "dabir: missing.txt: cannot open: No such file"
run 1 "$DABIR" read --json --quiet empty.txt;  out_empty; err_has "empty.txt"
mkdir locked.d && : >locked.txt
if [ "$(id -u)" -ne 0 ]; then
    chmod 0 locked.txt
    run 1 "$DABIR" read --json locked.txt r/visit.txt; ids_are visit; err_has "locked.txt: cannot open"
fi
printf 'dabir\n' >"$(printf 'evil\033[2J.txt')" # the name must not steer the terminal
run 0 "$DABIR" read --json evil*; checks=$((checks + 1)); ! grep -q "$(printf '\033')" out err || fail "an escape came through"

# ---- encodings ------------------------------------------------------------------------------------------------
head -c 12 r/visit.txt >bad.txt && printf '\xff\xfe\xfd' >>bad.txt && tail -c +13 r/visit.txt >>bad.txt
run 0 "$DABIR" read --json bad.txt;         ids_are bad; err_has "dabir: bad.txt: byte 12: invalid UTF-8 (3 sequences "; err_has "replaced by U+FFFD)"
run 0 "$DABIR" read --json --quiet bad.txt; ids_are bad; err_empty
claims() { python3 -c 'import json,sys
r = json.loads(sys.stdin.readline()); r["report"].pop("charset", 0); r["report"]["id"] = ""; print(json.dumps(r))'; }
claims <direct >want.claims
iconv -f UTF-8 -t UTF-16 r/visit.txt >utf16.txt
iconv -f UTF-8 -t UTF-16BE r/visit.txt | { printf '\xfe\xff'; cat; } >utf16be.txt
for f in utf16 utf16be; do
    run 0 "$DABIR" read --json $f.txt;  err_empty; out_has '"charset":"utf-16'
    claims <out >got.claims; same got.claims want.claims
done
sed 's/ی/ي/g; s/ک/ك/g' r/visit.txt | tee arabic.txt | iconv -f UTF-8 -t WINDOWS-1256 >win.txt
run 0 "$DABIR" read --json win.txt; err_empty; out_has '"charset":"windows-1256"'
claims <out >got.claims; "$DABIR" read --json arabic.txt | claims >want.claims; same got.claims want.claims
run 0 "$DABIR" read --json --verbose win.txt; err_has "win.txt: read as windows-1256"
head -c 2000 /dev/urandom >noise.txt
"$DABIR" read --json noise.txt >out 2>err; code=$?; last=noise; checks=$((checks + 1)); [ $code -le 1 ] || fail "noise: exit code $code"

# ---- directories ----------------------------------------------------------------------------------------------
mkdir -p d/sub d/none
cp r/visit.txt d/b.txt; cp r/visit.txt d/sub/k.txt; cp r/council.txt d/a.txt; cp r/visit.txt d/z.md
run 0 "$DABIR" read --json d;            ids_are "a b k"; err_empty
run 0 "$DABIR" read --json --verbose d;  ids_are "a b k"; err_has "d/z.md: skipped"
run 0 "$DABIR" read --json d/none;       out_empty; err_has "d/none: no .txt file in this directory"

# ---- JSONL ----------------------------------------------------------------------------------------------------
{
    printf '{"id": "n1", "text": "%s", "title": "عنوان", "published": "2021-08-10", "outlet": "نمونه"}\n' "$(tr '\n' ' ' <r/visit.txt)"
    printf '{"id": "n2", "text": \n'
    printf '{"text": "%s", "published": "soon"}\n' "$(tr '\n' ' ' <r/council.txt)"
} >many.jsonl
bad=$(head -2 many.jsonl | wc -c)
run 1 "$DABIR" read --json many.jsonl r/visit.txt
ids_are "n1 many-3 visit"
out_has '"title":"عنوان"'; out_has '"published":"2021-08-10"'; out_has '"outlet":"نمونه"'
err_has "dabir: many.jsonl:2: byte $((bad)): JSON ends too early" || true
err_has 'dabir: many.jsonl:3: byte '; err_has '"published" is not a day'
run 1 "$DABIR" read --json --outlet 'دیگر' many.jsonl; out_has '"outlet":"نمونه"'; out_has '"outlet":"دیگر"'

# ---- many threads, the same bytes --------------------------------------------------------------------------------
mkdir many
for i in $(seq 100 180); do
    if [ $((i % 2)) -eq 0 ]; then cp r/visit.txt many/$i.txt; else cp r/council.txt many/$i.txt; fi
done
: >many/150.txt
for view in --json --tokens --entities ""; do
    run 1 "$DABIR" read $view --width 80 --jobs 1 many many.jsonl; cp out one; cp err one.err
    run 1 "$DABIR" read $view --width 80 --jobs 4 many many.jsonl; same out one; same err one.err
done
run 1 "$DABIR" read --json -j 8 many; out_lines 80

# ---- the page for people ----------------------------------------------------------------------------------------
run 0 "$DABIR" read r/visit.txt;              out_has "visit"; out_has "MEETINGS"; out_has "دیدارها"
checks=$((checks + 1)); ! grep -q "$(printf '\033')" out || fail "colours into a pipe"
run 0 "$DABIR" read --entities r/visit.txt;   out_has "NAMES"; out_has "state"
run 0 "$DABIR" read --tokens r/visit.txt;     out_has "# sent_id = 1"; out_has "PUNCT"
checks=$((checks + 1)); [ -z "$(grep -v '^#' out | grep . | awk -F'\t' 'NF != 10')" ] || fail "not ten columns"
for w in 40 57 60 80 120; do
    run 0 "$DABIR" read --width $w r/visit.txt r/council.txt
    checks=$((checks + 1)); python3 - $w <<'PY' || fail "wider than $w"
import sys, unicodedata
w = int(sys.argv[1])
for line in open('out', encoding='utf8'):
    n = sum(1 for c in line.rstrip('\n') if unicodedata.category(c) not in ('Mn', 'Me', 'Cf'))
    assert n <= w, (n, line)
PY
done
run 0 env COLUMNS=50 "$DABIR" read r/visit.txt; cp out fifty
run 0 "$DABIR" read --width 50 r/visit.txt;     same out fifty
if command -v script >/dev/null; then
    esc=$(printf '\033')
    on_terminal() { script -qec "$1" /dev/null </dev/null >out 2>err; last="on a terminal: $1"; checks=$((checks + 1)); }
    on_terminal "$DABIR read r/visit.txt";                grep -q "$esc\[" out || fail "no colours on a terminal"
    on_terminal "$DABIR read --no-color r/visit.txt";     ! grep -q "$esc\[" out || fail "--no-color has colours"
    on_terminal "env NO_COLOR=1 $DABIR read r/visit.txt"; ! grep -q "$esc\[" out || fail "NO_COLOR has colours"
    on_terminal "env TERM=dumb $DABIR read r/visit.txt";  ! grep -q "$esc\[" out || fail "a dumb terminal has colours"
fi

# ---- why --------------------------------------------------------------------------------------------------------
run 0 "$DABIR" explain r/visit.txt;             out_has " c1 "; out_has "rule"; out_has "⟦"; cp out all
rule=$(awk '$1 == "rule" {print $2; exit}' all)
run 0 "$DABIR" explain --claim 1 r/visit.txt;   out_has " c1 "; out_lacks " c2 "
run 0 "$DABIR" explain --claim c1 r/visit.txt;  out_has " c1 "
run 0 "$DABIR" explain --rule "$rule" r/visit.txt; out_has "$rule"
run 0 "$DABIR" explain --rule no.such.rule r/visit.txt; out_empty

# ---- endings ------------------------------------------------------------------------------------------------------
last='read | head'
("$DABIR" read --json many many many many many many 2>/dev/null; echo $? >code) | head -c 10 >/dev/null
checks=$((checks + 1)); [ "$(cat code)" -le 1 ] || fail "a closed pipe is no failure, but the code is $(cat code)"
if [ -c /dev/full ]; then
    last='read > /dev/full'
    "$DABIR" read --json r/visit.txt >/dev/full 2>err; code=$?
    checks=$((checks + 1)); [ $code -eq 3 ] || fail "full disk: exit code $code"
    err_has "No space left"
fi

echo "cli: $checks checks, $failures failures"
[ "$failures" -eq 0 ]
