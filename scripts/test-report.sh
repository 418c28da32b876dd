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
study pair compare scenarios/cooperate.yaml scenarios/clampdown.yaml --replications 20
study three compare scenarios/cooperate.yaml scenarios/clampdown.yaml scenarios/licence.yaml \
  --replications 20
study single run scenarios/base.yaml --replications 20
study forces compare scenarios/england-and-wales.yaml scenarios/patchwork.yaml --replications 4

CORDON_STUDIES=$studies "$bin/python" -m pytest --quiet -p no:cacheprovider Tests/Browser "$@"
