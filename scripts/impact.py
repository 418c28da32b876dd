#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures what each unknown moves, for docs/assumptions.md and the page of every study.

Runs scenarios/sweeps/what-matters.yaml (some minutes) and writes Sources/Studies/Resources/impact.csv: of
drivers.csv the rows of two outcomes and the columns that are needed, with the number of futures and the plan's
digest. The program then has to be built anew, and `make generate` writes the page.

    scripts/impact.py            runs the study
    scripts/impact.py FOLDER     takes the folder of one that has been run
"""

import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("CORDON", ".build/release/cordon")
STUDY = "scenarios/sweeps/what-matters.yaml"
INTO = pathlib.Path("Sources/Studies/Resources/impact.csv")
OUTCOMES = ["convictions", "serious-disorder"]
COLUMNS = [
    "outcome", "unit", "policy_a", "policy_b", "unknown", "value_at_low", "value_at_centre", "value_at_high",
    "swing", "swing_ci_low", "swing_ci_high", "standing", "is_idle",
]


def main(folders):
    if folders:
        (study,) = folders
        manifest, rows = read(pathlib.Path(study))
    else:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                [PROGRAM, "drivers", STUDY, "--output", folder], check=True, stdout=subprocess.DEVNULL)
            (study,) = pathlib.Path(folder).iterdir()
            manifest, rows = read(study)
    if not rows or {row["outcome"] for row in rows} != set(OUTCOMES):
        sys.exit(f"{STUDY} gives no rows of {' and '.join(OUTCOMES)}")
    rows.sort(key=lambda row: (row["unknown"], OUTCOMES.index(row["outcome"])))
    with open(INTO, "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS + ["futures", "plan"])
        for row in rows:
            table.writerow(
                [short(row[name]) if name.startswith("swing") else row[name] for name in COLUMNS]
                + [manifest["last_replication"] - manifest["first_replication"] + 1, manifest["plan_digest"][:12]])
    print(f"Written: {INTO}. Build, then `make generate`.")


def read(study):
    """The manifest of a study, and the rows of drivers.csv that are kept."""
    manifest = json.loads((study / "manifest.json").read_text())
    with open(study / "drivers.csv", newline="", encoding="utf-8") as file:
        return manifest, [row for row in csv.DictReader(file) if row["outcome"] in OUTCOMES]


def short(cell):
    """A number to six digits, which is more than is known of it; an empty cell stays empty."""
    return f"{float(cell):.6g}" if cell else ""


if __name__ == "__main__":
    main(sys.argv[1:])
