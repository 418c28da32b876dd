#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Opens reports in a real browser and executes notebooks: headless Chromium of the system, driven by
# Playwright without a browser of its own, and Python packages in .build-python. Arguments are
# pytest's: `scripts/test-report.sh -k legend`.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v chromium >/dev/null && command -v python3 >/dev/null || scripts/setup.sh chromium python3
venv=.build-python
if ! "$venv/bin/python" -c 'import pytest' 2>/dev/null; then
  # Debian's python3 comes without what makes environments.
  python3 -m venv "$venv" 2>/dev/null || { scripts/setup.sh python3-venv && python3 -m venv "$venv"; }
fi
"$venv/bin/pip" install --quiet --disable-pip-version-check --requirement Tests/Browser/requirements.txt

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

CORDON_STUDIES=$studies "$venv/bin/python" -m pytest --quiet -p no:cacheprovider Tests/Browser "$@"
