#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Writes what the program declares into scenarios/base.yaml, between its own head and tail: from the
# line of the first setting's comment to the line before the policy's.
set -euo pipefail
cd "$(dirname "$0")/.."

base=scenarios/base.yaml
new=$(mktemp)
trap 'rm -f "$new"' EXIT
{
  sed '/^# First day of the simulated history/,$d' "$base"
  .build/release/cordon parameters --yaml
  echo
  sed -n '/^# The policy: which levers change/,$p' "$base"
} >"$new"
if cmp --silent "$new" "$base"; then
  echo "$base is what the program declares."
else
  cat "$new" >"$base"
  echo "$base was written anew: read the difference."
fi
