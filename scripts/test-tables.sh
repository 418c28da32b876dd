#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Tests the tables as their readers would: validates the data package with frictionless, reads them back
# with pandas and with R, and computes summaries and differences again from runs.csv. Called with folders
# of studies; without any, it makes two small ones: a comparison and a sweep.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh Rscript:r-base-core
bin=$(scripts/python.sh 'frictionless>=5.18,<6' pandas scipy)

studies=("$@")
outcomes=$(mktemp)
trap 'rm -f "$outcomes"' EXIT
.build/release/cordon outcomes --json >"$outcomes"
read -r -a ratios < <("$bin/python" -c \
  'import json, sys; print(*(o["name"] for o in json.load(open(sys.argv[1])) if o["per"]))' "$outcomes")
if ((${#studies[@]} == 0)); then
  output=$(mktemp -d)
  trap 'rm -rf "$output" "$outcomes"' EXIT
  .build/release/cordon compare scenarios/cooperate.yaml scenarios/clampdown.yaml \
    --replications 8 --events 1 --output "$output" --quiet >/dev/null
  .build/release/cordon sweep scenarios/sweeps/small-grid.yaml --replications 3 --months \
    --output "$output" --quiet >/dev/null
  studies=("$output"/*/)
fi
for study in "${studies[@]}"; do
  (cd "$study" && "$bin/frictionless" validate datapackage.json >validation.log) || {
    cat "$study/validation.log" >&2
    exit 1
  }
  rm "$study/validation.log"
  "$bin/python" Tests/Tables/check_tables.py "$study" "$outcomes"
  Rscript Tests/Tables/check_tables.R "$study" "${ratios[@]}"
done
