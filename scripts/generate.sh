#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Writes everything that is made from declarations: scenarios/base.yaml between its own head and tail, the
# JSON Schemas beside it, and docs/assumptions.md.
#
#   scripts/generate.sh [FOLDER]     writes below FOLDER instead of this repository
#
# CORDON names the program; without it it is that of `make build`.
set -euo pipefail
cd "$(dirname "$0")/.."

into=${1:-.}
cordon=${CORDON:-.build/release/cordon}
new=$(mktemp)
trap 'rm -f "$new"' EXIT

# Writes standard input to a file of the folder, unless the file is the same already.
write() {
  cat >"$new"
  [ -s "$new" ] || {
    echo "$1: the program gives nothing" >&2
    exit 1
  }
  cmp --silent "$new" "$into/$1" && return
  mkdir -p "$(dirname "$into/$1")"
  cat "$new" >"$into/$1"
  echo "Written: $1"
}

base=scenarios/base.yaml
{
  sed '/^# First day of the simulated history/,$d' $base
  "$cordon" parameters --yaml
  echo
  sed -n '/^# What changed by date/,$p' $base
} | write $base
"$cordon" schema | write scenarios/scenario.schema.json
"$cordon" schema --policy | write scenarios/policy.schema.json
"$cordon" parameters --assumptions | write docs/assumptions.md
