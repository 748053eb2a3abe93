#!/usr/bin/env bash
# check-layers.sh ROOT: an include may only go down: base < text < lang < ortho < syntax < names < record < train < cli; learn stands on
# base alone and may be used by lang and all above; input stands beside lang, on base and text. The public header dabir/dabir.h may be included anywhere. Prints each fault as file:line and exits 1.
# check-layers.sh --selftest: sees that faults are found (and only faults).
set -euo pipefail

allowed() { # room -> rooms it may include
    case $1 in
        base)   echo "base" ;;
        learn)  echo "base learn" ;;
        text)   echo "base text" ;;
        lang)   echo "base learn text lang" ;;
        ortho)  echo "base learn text lang ortho" ;;
        syntax) echo "base learn text lang ortho syntax" ;;
        input)  echo "base text input" ;;
        names)  echo "base learn text lang ortho syntax names" ;;
        record) echo "base learn text lang ortho syntax names record" ;;
        train)  echo "base learn text lang ortho syntax names record train" ;;
        cli)    echo "base learn text lang ortho syntax names record input train cli" ;;
        *)      echo "" ;;
    esac
}

check() { # root
    local room file line inc to bad=0 ok
    for dir in "$1"/src/*/; do
        room=$(basename "$dir")
        ok=" $(allowed "$room") "
        if [ "$ok" = "  " ]; then
            echo "$dir: a room that scripts/check-layers.sh does not know"; bad=1; continue
        fi
        while IFS=: read -r file line inc; do
            [ -n "$inc" ] || continue
            case $inc in
                dabir/dabir.h) continue ;;
                ../*) echo "$file:$line: include of \"$inc\": name the room, not a way up"; bad=1; continue ;;
                */*) to=${inc%%/*} ;;
                *) continue ;; # a header of its own room
            esac
            case $ok in
                *" $to "*) ;;
                *) echo "$file:$line: $room may not include \"$inc\" (layers: base < text < lang < ortho < syntax < names < record < train < cli)"; bad=1 ;;
            esac
        done < <(grep -rnoE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"[^"]+"' "$dir" --include='*.[ch]' \
                 | sed -E 's/^([^:]+):([0-9]+):.*"([^"]+)"$/\1:\2:\3/' || true)
    done
    return $bad
}

if [ "${1:-}" = --selftest ]; then
    t=$(mktemp -d); trap 'rm -rf "$t"' EXIT
    mkdir -p "$t/src/base" "$t/src/text" "$t/src/record"
    printf '#include "dabir/dabir.h"\n#include "base/base.h"\n#include "text.h"\n' > "$t/src/text/good.c"
    check "$t" > /dev/null || { echo "a clean tree was refused"; exit 1; }
    printf '\n#include "record/x.h"\n' > "$t/src/text/bad.c"
    if check "$t" > "$t/out"; then echo "an include that goes up was not found"; exit 1; fi
    grep -q 'bad.c:2: text may not include' "$t/out" || { echo "the fault is not named as it should be:"; cat "$t/out"; exit 1; }
    rm "$t/src/text/bad.c"
    printf '#include "../record/x.h"\n' > "$t/src/base/up.c"
    if check "$t" > /dev/null; then echo "a way up was not found"; exit 1; fi
    echo ok
    exit 0
fi
check "${1:-$(dirname "$0")/..}"
