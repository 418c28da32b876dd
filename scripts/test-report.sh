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

# CORDON names a program that is built already.
cordon=${CORDON:-.build/release/cordon}
[ -n "${CORDON:-}" ] || make build
# CORDON_SERVE names a workbench that is built already.
if [ -z "${CORDON_SERVE:-}" ]; then
  CORDON_SERVE=.build-serve/release/cordon-serve
  make workbench
fi
CORDON_SERVE=$(realpath "$CORDON_SERVE")
export CORDON_SERVE
studies=$(mktemp --directory)
trap 'rm -rf "$studies"' EXIT
study() {
  local name=$1
  shift
  "$cordon" "$@" --output "$studies/$name" --quiet >/dev/null
}
echo 'Simulating the studies of the reports' >&2
pair=(scenarios/cooperate.yaml scenarios/clampdown.yaml)
short=(--set 'start=2016-01-01' --set 'counted=2 years')
study pair compare "${pair[@]}" --replications 8
study three compare --no-status-quo "${pair[@]}" scenarios/licence.yaml --replications 3 "${short[@]}"
study single run scenarios/base.yaml --replications 3
study pasts compare "${pair[@]}" --from scenarios/pasts/base.csv --replications 30
study one compare "${pair[@]}" --replications 1 "${short[@]}"
study many compare scenarios/{cooperate,clampdown,licence,no-evidence,invest-undercover}.yaml --replications 12 "${short[@]}"
study states sweep scenarios/sweeps/small-grid.yaml --replications 2 "${short[@]}"
study months sweep scenarios/sweeps/small-grid.yaml --replications 2 "${short[@]}" --months
study ends drivers scenarios/sweeps/what-matters.yaml --vary 'stings.*' --replications 3 "${short[@]}"
study sample sweep scenarios/sweeps/where-it-flips.yaml --replications 2 "${short[@]}"
# Some runs have more events than they may.
study failed compare --no-status-quo "${pair[@]}" --replications 4 "${short[@]}" --set event-limit=310000 || [ $? -eq 1 ]

# What names may say, and more policies than there are colours: Tests/Browser/test_hostile.py has the same.
python3 - "$PWD/scenarios/base.yaml" "$studies" <<'PYTHON'
import json
import pathlib
import sys

sys.path.insert(0, "Tests/Browser")
from hostile import AREAS, POLICIES

base, folder = sys.argv[1], pathlib.Path(sys.argv[2])


def study(name, policies, areas):
    text = {
        "name": name, "extends": base, "start": "2016-11-01", "warm-up": "0 days",
        "counted": "1 years", "policies": policies, "areas": areas,
    }
    (folder / f"{name}.yaml").write_text(json.dumps(text))


study("hostile", [
    {"name": policy, "preset": "cooperate", "levers": {"acceptance": f"{10 * index + 20}%"}}
    for index, policy in enumerate(POLICIES)
], [{"name": area, "population": "2000000 people"} for area in AREAS])
forces = {
    "name": "forces", "extends": base.replace("base.yaml", "england-and-wales.yaml"),
    "policies": [
        "cooperate", "clampdown", "licence",
        {"name": "more liaison", "preset": "cooperate", "levers": {"liaison": "8%"}},
    ],
}
(folder / "forces.yaml").write_text(json.dumps(forces))
study("twelve", [
    {"name": f"p{index}", "preset": "cooperate", "levers": {"acceptance": f"{7 * index}%"}}
    for index in range(1, 13)
], [{"name": "A", "population": "2000000 people"}])
PYTHON
study forces compare "$studies/forces.yaml" --replications 2
study hostile compare --no-status-quo "$studies/hostile.yaml" --replications 4
study twelve compare --no-status-quo "$studies/twelve.yaml" --replications 3

CORDON_STUDIES=$studies "$bin/python" -m pytest --quiet -p no:cacheprovider \
  --numprocesses auto Tests/Browser "$@"
