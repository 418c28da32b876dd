#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes the site of the engine in .build-site/pages, which a browser shows from the disk as from a server: the pages in
# docs/engine with their code run, the symbols of the libraries, and Cordon's own pages. With the word `write` it writes
# what the code prints into docs/engine, and draws its pictures, before.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh >&2
# An environment of its own, since others may be at work in the common one.
export CORDON_PYTHON=${CORDON_PYTHON:-.build-python-site}
bin=$(scripts/python.sh markdown-it-py==4.3.0 mdit-py-plugins==0.7.0 pygments==2.21.0 matplotlib==3.11.2 \
  simpy==4.1.1 ciw==3.2.7)
python=$bin/python
site=$PWD/.build-site
modules=(Chance DiscreteEvents Statistics Replications)

# The blocks of code are built beside the examples, which share the engine with them.
"$python" scripts/site/programs.py make Examples/.build-guide/Guide
# A plan that is kept knows nothing of what the environment asks for.
CORDON_GUIDE=1 swift build --quiet --configuration release --package-path Examples --disable-build-manifest-caching
release=Examples/.build/release
"$python" scripts/site/programs.py "${1:-check}" "$release/Guide"

rm -rf "$site"
mkdir -p "$site/archives"
target=$(swift -print-target-info | "$python" -c 'import json, sys; print(json.load(sys.stdin)["target"]["triple"])')
archives=()
# Where the engine's modules of C are.
maps=()
for map in "$PWD"/Sources/Engine/*/module.modulemap; do maps+=(-Xcc "-fmodule-map-file=$map"); done
for module in "${modules[@]}"; do
  mkdir -p "$site/graphs/$module"
  swift symbolgraph-extract -module-name "$module" -I "$release/Modules" -target "$target" \
    "${maps[@]}" -minimum-access-level public -output-dir "$site/graphs/$module"
  archives+=("$site/archives/$module.doccarchive")
  docc convert "Sources/Engine/$module/$module.docc" --fallback-display-name "$module" \
    --fallback-bundle-identifier "cordon.$module" --warnings-as-errors \
    --additional-symbol-graph-dir "$site/graphs/$module" --output-path "${archives[-1]}"
done
"$python" scripts/site/build.py "$site/pages" "${archives[@]}"
"$python" scripts/check-site.py "$site/pages"
echo "To look at it: open ${site#"$PWD"/}/pages/index.html in a browser."
