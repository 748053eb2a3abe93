#!/usr/bin/env bash
# check-tour.sh ROOT: doc/tour.md names every file of the project, and names none that is not there. In the tour a folder is a
# heading `## folder/` and each of its files a line that begins with - `name`.
set -euo pipefail
cd "${1:-$(dirname "$0")/..}"

list() { # files of the project; with git what it tracks, otherwise (an unpacked archive) what lies there
    if [ -d .git ] && command -v git > /dev/null && git -c safe.directory='*' rev-parse > /dev/null 2>&1; then
        git -c safe.directory='*' ls-files --cached --others --exclude-standard -- .ci bench data doc examples include scripts src tests tools
    else
        find .ci bench data doc examples include scripts src tests tools -type f ! -path '*/__pycache__/*' | sed 's|^\./||'
    fi | grep -vE '^tests/(lint|cli|gold)/.+/' | while read -r f; do if [ -e "$f" ]; then echo "$f"; fi; done | sort -u
}
named() {
    awk '/^## `/ { split($0, p, "`"); dir = p[2]; next }
         /^- `/  { split($0, p, "`"); print dir p[2] }' doc/tour.md | sed 's|^\./||' | sort
}

bad=0
while read -r f; do echo "doc/tour.md does not name $f"; bad=1; done < <(comm -23 <(list) <(named | sort -u))
while read -r f; do
    [ -e "$f" ] || { echo "doc/tour.md names $f, which is not there"; bad=1; }
done < <(named)
while read -r f; do echo "doc/tour.md names $f twice"; bad=1; done < <(named | uniq -d)
exit $bad
