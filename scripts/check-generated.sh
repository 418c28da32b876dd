#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Fails, and shows the difference, where a file that is made from declarations is not what the program
# gives. Nothing of the repository is written.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp --directory)
trap 'rm -rf "$folder"' EXIT
scripts/generate.sh "$folder" >/dev/null
stale=0
while IFS= read -r -d '' file; do
  diff --unified=1 "$file" "$folder/$file" | head -n 40
  [ "${PIPESTATUS[0]}" -eq 0 ] || stale=1
done < <(cd "$folder" && find . -type f -printf '%P\0' | sort --zero-terminated)
[ $stale -eq 0 ] || {
  echo 'Some files are not what the declarations give: `make generate` writes them anew.' >&2
  exit 1
}
echo 'All files that are made from declarations are what the program gives.'
