#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Holds the shipped JSON Schemas to the standard and to files: they are schemas of draft 2020-12, every
# shipped scenario and policy satisfies them, and of the corpus of broken files they refuse all but those
# that scripts/beyond-schema.txt names, whose mistakes no schema can see. The checker is the
# PyPI package check-jsonschema, in a folder that git ignores.
set -euo pipefail
cd "$(dirname "$0")/.."

checker=$(scripts/python.sh check-jsonschema)/check-jsonschema

scenario=scenarios/scenario.schema.json
policy=scenarios/policy.schema.json
"$checker" --quiet --check-metaschema "$scenario" "$policy"
find scenarios -name '*.yaml' -not -path 'scenarios/policies/*' -print0 |
  xargs -0 "$checker" --quiet --schemafile "$scenario"
find scenarios/policies -name '*.yaml' -print0 | xargs -0 "$checker" --quiet --schemafile "$policy"

found=$(mktemp)
trap 'rm -f "$found"' EXIT
corpus=Tests/ScenarioFilesTests/Broken
"$checker" --output-format json --schemafile "$scenario" $corpus/*.yaml >"$found" || true
python3 - "$found" "$corpus" scripts/beyond-schema.txt <<'PYTHON'
import json
import pathlib
import sys

found, corpus, exceptions = sys.argv[1:]
report = json.loads(pathlib.Path(found).read_text())
refused = {
    pathlib.Path(fault["filename"]).name for fault in report["errors"] + report["parse_errors"]
}
broken = {path.name for path in pathlib.Path(corpus).glob("*.yaml")}
lines = pathlib.Path(exceptions).read_text().splitlines()
beyond = {line for line in lines if line and not line.startswith("#")}
faults = [f"{name}: a schema must refuse this" for name in sorted(broken - beyond - refused)]
faults += [
    f"{name}: the schema refuses this: take it off {exceptions}"
    for name in sorted(beyond & refused)
]
faults += [f"{name}: no such file in {corpus}" for name in sorted(beyond - broken)]
print(f"The schema refuses {len(refused)} of {len(broken)} broken files.", flush=True)
sys.exit("\n".join(faults) if faults else 0)
PYTHON
