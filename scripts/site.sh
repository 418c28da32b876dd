#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes the pages of the engine's libraries, which any web server can show, in .build-site/pages: their catalogues and
# the comments of their public names, by the toolchain's DocC. It fails where a page names what there is not.
# A browser shows nothing of them from the disk (file://), for they ask a server for their texts.
# CORDON_SITE_BASE is the path below which they will stand, nothing for the root of a server.
set -euo pipefail
cd "$(dirname "$0")/.."

site=$PWD/.build-site
# Graphs stay: a module that has not changed is not compiled, and gives none anew.
rm -rf "$site"/{graphs-of,archives,merged.doccarchive,pages}
mkdir -p "$site/graphs" "$site/archives"
modules=(Chance DiscreteEvents Statistics Replications)
for module in "${modules[@]}"; do
  swift build --quiet --scratch-path "$site/build" --target "$module" --disable-default-traits \
    -Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir -Xswiftc "$site/graphs"
done
for module in "${modules[@]}"; do
  mkdir -p "$site/graphs-of/$module"
  # Extensions of other modules have graphs of their own, where there are any.
  find "$site/graphs" \( -name "$module.symbols.json" -o -name "$module@*.symbols.json" \) \
    -exec cp {} "$site/graphs-of/$module" \;
  docc convert "Sources/Engine/$module/$module.docc" --fallback-display-name "$module" \
    --fallback-bundle-identifier "cordon.$module" --warnings-as-errors \
    --additional-symbol-graph-dir "$site/graphs-of/$module" --output-path "$site/archives/$module.doccarchive"
done
docc merge "$site"/archives/*.doccarchive --synthesized-landing-page-name 'The engine' --output-path "$site/merged.doccarchive"
docc process-archive transform-for-static-hosting "$site/merged.doccarchive" --output-path "$site/pages" \
  ${CORDON_SITE_BASE:+--hosting-base-path "$CORDON_SITE_BASE"}
# Whoever asks for the root of the server goes to the first page; DocC says there that it cannot be found.
cat >"$site/pages/index.html" <<'HTML'
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The engine</title>
<meta http-equiv="refresh" content="0; url=documentation/"></head>
<body><a href="documentation/">The engine</a></body></html>
HTML
scripts/check-site.py "$site/pages"
echo "To look at them: python3 -m http.server --bind 127.0.0.1 --directory ${site#"$PWD"/}/pages, then http://127.0.0.1:8000"
