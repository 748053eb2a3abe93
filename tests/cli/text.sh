#!/usr/bin/env bash
# text.sh -- `dabir text` and `dabir train` as their user meets them: input of every kind, output of every form, exit codes.
# DABIR: the program (default build/dabir); DABIR_MODEL: the model (default fa.dabir beside it).
set -u
here=$(cd "$(dirname "$0")" && pwd)
DABIR=$(realpath "${DABIR:-$here/../../build/dabir}")
DABIR_MODEL=$(realpath "${DABIR_MODEL:-$(dirname "$DABIR")/fa.dabir}")
export DABIR_MODEL
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp" || exit 1
ulimit -c 0 -f 1000000
checks=0 failures=0

fail() {
    failures=$((failures + 1))
    printf 'FAIL: %s\n  command: %s\n' "$1" "$last"
    sed 's/^/  out: /' out | head -8
    sed 's/^/  err: /' err | head -8
}
# run CODE INPUT ARGS...: dabir ARGS with INPUT on its standard input
run() {
    local want=$1 input=$2
    shift 2
    last="dabir $*"
    printf '%s' "$input" | "$DABIR" "$@" >out 2>err
    local code=$?
    checks=$((checks + 1))
    [ "$code" -eq "$want" ] || fail "exit code $code, wanted $want"
}
out_is() { checks=$((checks + 1)); [ "$(cat out)" = "$1" ] || fail "output is not «$1»"; }
out_has() { checks=$((checks + 1)); grep -qF -- "$1" out || fail "output lacks «$1»"; }
out_lacks() { checks=$((checks + 1)); ! grep -qF -- "$1" out || fail "output has «$1»"; }
err_has() { checks=$((checks + 1)); grep -qF -- "$1" err || fail "errors lack «$1»"; }
out_empty() { checks=$((checks + 1)); [ ! -s out ] || fail "output should be empty"; }
out_lines() { checks=$((checks + 1)); [ "$(wc -l <out)" -eq "$1" ] || fail "$(wc -l <out) lines, wanted $1"; }
same() { checks=$((checks + 1)); cmp -s "$1" "$2" || fail "$1 and $2 differ"; }
# what a python expression over the JSON lines of the output gives
json_is() {
    checks=$((checks + 1))
    local got
    got=$(python3 -c 'import json,sys
rows=[json.loads(l) for l in open("out", encoding="utf8")]
print(eval(sys.argv[1]))' "$2" 2>&1)
    [ "$got" = "$1" ] || fail "«$2» is «$got», wanted «$1»"
}

two='سفیر تازه آمد. او امروز گفت: «می‌مانیم»!'

# ---- help and usage -------------------------------------------------------------------------------------------------
run 0 '' text --help;                 out_has "Subcommands:"; out_has "tokens"; out_has "Examples:"
run 0 '' help text;                   out_has "Subcommands:"
run 0 '' help;                        out_has "  text "; out_has "  train "
run 0 '' text tokens --help;          out_has "--ngrams"; out_has "--json"; cp out tokens-help
run 0 '' text help tokens;            cp out other; same tokens-help other
run 0 '' help text tokens;            cp out other; same tokens-help other
for sub in $("$DABIR" text --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
    run 0 '' text "$sub" --help;      out_has "Usage: dabir text $sub"; out_has "Example"
done
run 2 '' text;                        err_has "no subcommand"; out_empty
run 2 '' text cook;                   err_has "cook"
run 2 '' text tokens --cook;          err_has "unknown option --cook"
run 2 '' text tag --json --conllu;    err_has "cannot be combined"
run 2 '' text tokens --conllu;        err_has "no CoNLL-U"
run 2 '' text tokens --scheme none;   err_has "--scheme none"
run 2 '' text dates --published 1400; err_has "YYYY-MM-DD"
run 2 '' text tokens --ngrams 0;      err_has "--ngrams 0"
run 2 '' text mask --what everything; err_has "everything"
run 3 '' text tag --model nowhere;    err_has "nowhere"
run 1 '' text tokens nowhere.txt;     err_has "nowhere.txt"
run 1 '' text tokens .;               err_has "is a directory"

# ---- tokens and sentences --------------------------------------------------------------------------------------------
run 0 "$two" text tokens;             out_lines 2; out_has 'سفیر تازه آمد .'
run 0 "$two" text tokens --vertical;  out_lines 14
run 0 "$two" text sentences;          out_lines 2; out_has 'او امروز گفت: «می‌مانیم»!'
run 0 "$two" text tokens --json
json_is '[14, 40]' '[r["end"] for r in rows]'
json_is "['سفیر', 'تازه', 'آمد', '.']" '[t["text"] for t in rows[0]["tokens"]]'
run 0 'ايران ۱۲ـ کتاب' text tokens --normalised;      out_is 'ایران 12 کتاب'
run 0 'یک دو سه' text tokens --ngrams 2;               out_is $'یک دو\nدو سه'
run 0 '' text tokens;                                  out_empty
run 0 '' text tokens --lines;                          out_empty
printf '%s' "$two" | iconv -t utf-16 >utf16.txt; printf '%s\n' 'سلام به مردم گرجستان' | iconv -t cp1256 >cp1256.txt
run 0 '' text tokens utf16.txt;       out_lines 2; out_has 'سفیر تازه آمد .'
run 0 '' text sentences cp1256.txt;   out_has 'گرجستان'
run 0 $'آغاز\xff پایان' text tokens;  out_has 'پایان'

# offsets count through windows, and what is cut off at their ends is put together again
python3 - >long.txt <<'P'
for i in range(40000):
    print('وزیر شمارهٔ %d دیروز به نشست رفت. چه گفت؟' % i, end='\n' if i % 7 else '\n\n')
P
run 0 '' text sentences long.txt;     out_lines 80000; cp out by-file
"$DABIR" text sentences <long.txt >piped; last='standard input against file'; same by-file piped
run 0 '' text tokens --json long.txt
checks=$((checks + 1))
python3 - <<'P' || fail "offsets do not point at their tokens"
import json
text = open('long.txt', encoding='utf8').read()
for line in open('out', encoding='utf8'):
    for t in json.loads(line)['tokens']:
        assert text[t['start']:t['end']] == t['text'], t
P
tr '\n' ' ' <long.txt >one-line.txt
run 0 '' text sentences one-line.txt; out_lines 80000

# ---- edits taken back -----------------------------------------------------------------------------------------------------
given=$'كتاب ها  را می خواهم .\nمتن  "دوم" است\n'
run 0 "$given" text normalize --edits;                    cp out edits.jsonl
run 0 "$given" text normalize;                            cp out clean.txt
run 0 '' text normalize --undo edits.jsonl clean.txt;     out_is "${given%$'\n'}"
run 1 'x' text normalize --undo edits.jsonl;              err_has "standard input:1:1: the edit in line 1 of edits.jsonl"
printf '%s\n' '{"at":0,"old":"a","new":"b"}' '{"at":0,"new":"b"}' >edits2.jsonl
run 3 'x' text normalize --undo edits2.jsonl;             err_has "edits2.jsonl:2:1: no edit"
printf '%s\n' '{"at":4,"old":"abc","new":""}' '{"at":6,"old":"","new":"b"}' >edits2.jsonl
run 3 'x' text normalize --undo edits2.jsonl;             err_has "edits2.jsonl:2:1: this edit stands before"
printf '%s\n' '{"at":3,"old":"d","new":""}' >edits2.jsonl
run 0 'abc' text normalize --undo edits2.jsonl;           out_is 'abcd'
run 1 'ab' text normalize --undo edits2.jsonl;            err_has "standard input:1:3"
run 3 'x' text normalize --undo none.jsonl;               err_has "none.jsonl: cannot open"
run 2 'x' text normalize --undo edits.jsonl --lines;      err_has "neither --lines"

# ---- a text a line ------------------------------------------------------------------------------------------------------
run 0 $'یک. دو\nسه\n' text sentences --lines;          out_is $'یک.\nدو\nسه'
run 0 $'"یک. دو"\n"\\u0633لام\\n\\"نو\\""\n' text tokens --batch;  out_is $'"یک .\\nدو"\n"سلام\\n\\" نو \\""'
run 0 $'"دو سه"\n""\n' text tokens --json --batch
json_is '[1, 0]' '[len(r) for r in rows]'
json_is '[[0, 2], [3, 5]]' '[[t["start"], t["end"]] for t in rows[0][0]["tokens"]]'
run 1 $'نه JSON\n' text tokens --batch;                err_has "standard input:1"
last='answers come line by line'
checks=$((checks + 1))
answer=$( (echo 'یک'; sleep 3) | timeout 2 "$DABIR" text tokens --lines | { IFS= read -r l; echo "$l"; } )
[ "$answer" = 'یک' ] || fail "no answer before the end of the input"

# ---- the analysis ---------------------------------------------------------------------------------------------------------
run 0 "$two" text tag;                out_has $'سفیر\t'
run 0 "$two" text lemma --json;       json_is '2' 'len(rows)'; json_is 'True' 'all(w["lemma"] for r in rows for w in r["words"])'
given=$(printf '1\tوی\t_\tPRON\t_\t_\t0\troot\t_\t_\n2\tخواستار\t_\tNOUN\t_\t_\t0\troot\t_\t_\n3\tمذاکرات\t_\tNOUN\t_\t_\t0\troot\t_\t_\n4\tشد\t_\tVERB\t_\t_\t0\troot\t_\t_\n\nx')
given=${given%x}
run 0 "$given" text lemma --from conllu --keep-tags --json # tags that are given stay; a compound verb across a gap
json_is 'PRON NOUN NOUN VERB' '" ".join(w["upos"] for w in rows[0]["words"])'
json_is 'مذاکره' 'rows[0]["words"][2]["lemma"]'
json_is 'شد#شو' 'rows[0]["words"][3]["stems"]'
json_is 'خواستار شدن' 'rows[0]["words"][3]["compound"]'
run 0 "$two" text parse;              out_has '# text = سفیر تازه آمد.'; out_has '# newpar'; out_has 'SpaceAfter=No'; cp out tree.conllu
run 0 "$two" text parse --conllu;     cp out again; same tree.conllu again
run 0 '' text parse --from conllu tree.conllu; grep -v '^#' out >a; grep -v '^#' tree.conllu >b; same a b
run 0 '' text tag --from conllu --conllu tree.conllu; out_has 'sent_id = 2'
run 1 $'1\tیک\t_\n\n' text parse --from conllu;        err_has "standard input:1"
checks=$((checks + 1))
last='every tree has one root and reaches it'
python3 - <<'P' || fail "no tree"
for block in open('tree.conllu', encoding='utf8').read().strip().split('\n\n'):
    rows = [l.split('\t') for l in block.split('\n') if l[0] != '#']
    heads = {int(r[0]): r[6] for r in rows if r[0].isdigit()}
    if '_' in heads.values():
        continue # a model without trees
    heads = {k: int(v) for k, v in heads.items()}
    assert list(heads.values()).count(0) == 1
    for w in heads:
        seen = set()
        while w:
            assert w not in seen
            seen.add(w)
            w = heads[w]
P

# ---- dates, numbers -------------------------------------------------------------------------------------------------------------
run 0 'او ۲۲ بهمن ۱۳۵۷ آمد.' text dates;               out_is $'3\t15\t1979-02-11\tjalali\t۲۲ بهمن ۱۳۵۷'
run 0 'دیروز' text dates;                              out_has $'\t-\t'
run 0 'دیروز' text dates --json --published 2021-08-10; json_is '2021-08-09' 'rows[0]["from"]'; json_is 'True' 'rows[0]["relative"]'
run 0 '1402/01/10 08:00:00' text dates --ago '1402/01/10 11:30:00'; out_is 'حدود 3 ساعت قبل'
run 0 '2024-03-03' text dates --ago 2024-03-01;        out_is 'حدود 2 روز بعد'
run 2 '' text dates --ago gestern;                     err_has "--ago gestern"
run 0 'سه میلیون و ۲۰۰ هزار نفر' text numbers;          out_is $'0\t20\t3200000\tcardinal\tسه میلیون و ۲۰۰ هزار'
run 0 'یک سوم از ۱۲۰ تومان' text numbers --json;        json_is '1/3' 'rows[0]["fraction"]'; json_is 'toman' 'rows[1]["money"]["unit"]'
run 0 $'او ۲۳ کتاب، هزار  قلم خرید.\n' text numbers --to words;   out_is 'او بیست و سه کتاب، هزار  قلم خرید.'
run 0 'دوازده هزار و پانصد نفر' text numbers --to digits --digits fa --commas; out_is '۱۲,۵۰۰ نفر'
run 0 'صد تومن' text numbers --value --spoken;         out_is '100000'
run 0 'دو هزار ریال' text numbers --value --in toman;  out_is '200'
run 0 'دویشت و سی' text numbers --to corrected;        out_is 'دویست و سی'

# ---- forms, letters -----------------------------------------------------------------------------------------------------------------
run 0 '' text conjugate --tense future رفتن;           out_lines 6; out_has 'خواهند رفت'
run 0 $'رفتن\nگفتن\n' text conjugate --tense imperative; out_is $'برو\nبروید\nبگو\nبگویید'
run 2 '' text conjugate --tense never رفتن;            err_has "never"
run 0 '' text inflect --form plural میز کتاب;          out_is $'میزها\nکتاب‌ها'
run 0 'نشانی https://a.ir/b?c=1 و x@y.ir و @ali.' text mask --what urls,mails,mentions --with '[…]'; out_is 'نشانی […] و […] و […].'
run 0 '<b>دُرود</b> 😊' text mask --what html,emoji,diacritics; out_is 'درود'
run 0 'سال ۱۳۹۹ و 20' text digits --to ar;             out_is 'سال ١٣٩٩ و ٢٠'
run 0 'سال ۱۳۹۹ و ٢٠' text digits --of ar --to en;     out_is 'سال ۱۳۹۹ و 20'
run 0 $'سلام\nكتاب\nhello\n' text script --test persian; out_is $'true\nfalse\nfalse'
run 0 'https://a.ir/%D8%A7%20b ب' text urls;           out_is 'https://a.ir/ا%20b ب'

# ---- training -------------------------------------------------------------------------------------------------------------------------
run 0 '' train --help;                out_has "tag"; out_has "--fold I/N"
run 2 '' train;                       err_has "say what to train"
run 2 '' train cake;                  err_has "cake"
run 2 '' train --fold 6/5 tag;        err_has "--fold 6/5"
run 2 '' train --kit none tag;        err_has "not a folder"

# ---- endings ----------------------------------------------------------------------------------------------------------------------------
last='text | head'
("$DABIR" text tokens --json long.txt 2>/dev/null; echo $? >code) | head -c 10 >/dev/null
checks=$((checks + 1)); [ "$(cat code)" -eq 0 ] || fail "a closed pipe is no failure, but the code is $(cat code)"
if [ -c /dev/full ]; then
    last='text > /dev/full'
    printf 'سلام' | "$DABIR" text tokens >/dev/full 2>err; code=$?
    checks=$((checks + 1)); [ $code -eq 3 ] || fail "full disk: exit code $code"
fi
run 0 "$two" text tokens -o written;  out_empty; checks=$((checks + 1)); [ "$(wc -l <written)" -eq 2 ] || fail "-o"

# ---- names ------------------------------------------------------------------------------------------------------------------------
run 0 'سیل به استان کرمان رسید.' text names;              out_is $'LOC\tاستان کرمان'
run 0 'سیل به استان کرمان رسید.' text names --only PER;   out_empty
run 0 'سیل به استان کرمان رسید.' text names --json;       json_is "[('LOC', 'استان کرمان', 7, 18)]" '[(r["type"], r["text"], r["start"], r["end"]) for r in rows]'
run 0 $'در\tO\nتهران\n\nبا\nناتو\n' text names --bio;      out_is $'در\tO\nتهران\tB-LOC\n\nبا\tO\nناتو\tB-ORG'
run 2 '' text names --only GPE;                           err_has "neither PER nor ORG nor LOC"

echo "text: $checks checks, $failures failures"
[ "$failures" -eq 0 ]
