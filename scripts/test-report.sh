#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Opens reports in a real browser and executes notebooks: headless Chromium of the system, driven by
# Playwright without a browser of its own, and Python packages in .build-python. Arguments are
# pytest's: `scripts/test-report.sh -k legend`.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh chromium
bin=$(scripts/python.sh --requirement Tests/Browser/requirements.txt)

swift build --configuration release --product cordon
studies=$(mktemp --directory)
trap 'rm -rf "$studies"' EXIT
cordon=.build/release/cordon
study() {
  local name=$1
  shift
  "$cordon" "$@" --output "$studies/$name" --quiet >/dev/null
}
echo 'Simulating the studies of the reports' >&2
pair=(scenarios/cooperate.yaml scenarios/clampdown.yaml)
short=(--set 'start=2016-01-01' --set 'counted=2 years')
study pair compare "${pair[@]}" --replications 8
study three compare "${pair[@]}" scenarios/licence.yaml --replications 3 "${short[@]}"
study single run scenarios/base.yaml --replications 3
study one compare "${pair[@]}" --replications 1 "${short[@]}"
study forces compare scenarios/england-and-wales.yaml scenarios/patchwork.yaml --replications 2
study states sweep scenarios/sweeps/small-grid.yaml --replications 2 "${short[@]}"
study months sweep scenarios/sweeps/small-grid.yaml --replications 2 "${short[@]}" --months
# Some runs have more events than they may.
study failed compare "${pair[@]}" --replications 4 "${short[@]}" --set event-limit=466000 || [ $? -eq 1 ]

CORDON_STUDIES=$studies "$bin/python" -m pytest --quiet -p no:cacheprovider \
  --numprocesses auto Tests/Browser "$@"
