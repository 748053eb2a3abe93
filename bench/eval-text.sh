#!/usr/bin/env bash
# eval-text.sh: what the Persian layer is worth, on the kit's data (DABIR_KIT, by default ../shared); each part prints its own table. PARTS names
# some of them only. The parts that train leave a block of the news trees out, five times over.
set -euo pipefail
cd "$(dirname "$0")/.."
export BUILD=${BUILD:-build} DABIR_KIT=${DABIR_KIT:-../shared}
if [ ! -d "$DABIR_KIT/data/trees" ]; then
    echo "eval-text: skipped: no kit at '$DABIR_KIT' (set DABIR_KIT)"
    exit 0
fi
for part in ${PARTS:-space ner cases words trees}; do
    printf '\n== %s\n' "$part"
    python3 "bench/$part.py"
done
