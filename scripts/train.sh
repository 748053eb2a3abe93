#!/usr/bin/env bash
# train.sh: makes data/weights anew, step by step, each with a model that holds the weights of the steps before; needs the kit (DABIR_KIT).
# The weights in the repository are never touched half-way: they are replaced when all steps are done. STEPS names some of them only.
set -euo pipefail
cd "$(dirname "$0")/.."
build=${BUILD:-build}
kit=${DABIR_KIT:-../shared}
steps=${STEPS:-classes space tag clitic lemma tree names}
if [ ! -d "$kit/data/trees" ]; then
    echo "train: skipped: no kit at '$kit' (set DABIR_KIT)"
    exit 0
fi
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
cp -r data "$tmp/data"
for s in $steps; do
    "$build/dabir-compile" "$tmp/data" "$tmp/fa.dabir"
    echo "== $s"
    begun=$SECONDS
    "$build/dabir" train --model "$tmp/fa.dabir" --kit "$kit/data" --out "$tmp/data/weights" "$s"
    echo "   $((SECONDS - begun)) s"
done
cp "$tmp/data/weights"/*.w data/weights/
ls -l data/weights
