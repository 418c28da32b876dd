#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What studies cost, in CPU time of one thread, for one or several builds of the program.

    scripts/measure-studies.py [--rounds 5] NAME=PROGRAM:SCENARIOS ...

The builds take turns within a round, so that a busy machine disturbs all alike, and a figure is the median over the rounds.
A replication, a run and a past cost the difference of a longer and a shorter study by how many more they have; what is left
of the shorter one is what a study costs once: its start, its checks, its tables and its page. SCENARIOS is the folder
of base.yaml, cooperate.yaml and clampdown.yaml that belongs to the build.
"""

import argparse
import pathlib
import resource
import sqlite3
import statistics
import subprocess
import tempfile

SHORT, LONG = 2, 10
FEW, MANY = 10, 40


def user_seconds(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def events(folder: str) -> float:
    """Events of a run, in the mean."""
    results = next(pathlib.Path(folder).glob("*/results.sqlite"))
    with sqlite3.connect(results) as store:
        return store.execute("SELECT avg(events) FROM runs").fetchone()[0]


def measure(program: str, scenarios: str) -> dict[str, float]:
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        def study(verb: str, files: list[str], number: int, option: str = "--replications") -> float:
            paths = [f"{scenarios}/{file}.yaml" for file in files]
            more = ["--island", str(number), "--effective", "1000000"] if option == "--pasts" else []
            # Programs before the status quo was added by itself have two policies, too.
            more += ["--no-status-quo"] if verb == "compare" else []
            return user_seconds(
                [program, verb, *paths, option, str(number), "--threads", "1", "--quiet", *more]
                + ["--output", f"{folder}/{verb}-{number}"])
        for verb, files in [("compare", ["cooperate", "clampdown"]), ("run", ["base"])]:
            short, long = study(verb, files, SHORT), study(verb, files, LONG)
            each = (long - short) / (LONG - SHORT)
            found[f"{verb}: a replication, s"] = each
            found[f"{verb}: a study beside its replications, s"] = short - SHORT * each
            found[f"{verb}: the same, in replications"] = short / each - SHORT
            if verb == "run":
                found["run: an event, ns"] = 1e9 * each / events(f"{folder}/run-{LONG}")
        if subprocess.run([program, "calibrate", "--help"], capture_output=True, check=False).returncode == 0:
            few, many = study("calibrate", ["base"], FEW, "--pasts"), study("calibrate", ["base"], MANY, "--pasts")
            found["calibrate: a past, s"] = (many - few) / (MANY - FEW)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="What studies cost, in CPU time of one thread.")
    parser.add_argument("builds", nargs="+", metavar="NAME=PROGRAM:SCENARIOS")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    builds = {}
    for build in options.builds:
        name, rest = build.split("=", 1)
        builds[name] = rest.rsplit(":", 1)
    found: dict[str, list[dict[str, float]]] = {name: [] for name in builds}
    for _ in range(options.rounds):
        for name, (program, scenarios) in builds.items():
            found[name].append(measure(program, scenarios))
    keys = list(dict.fromkeys(key for rounds in found.values() for one in rounds for key in one))
    print("| CPU time of one thread, median of " + f"{options.rounds} | " + " | ".join(builds) + " |")
    print("|---|" + "---|" * len(builds))
    for key in keys:
        cells = []
        for rounds in found.values():
            values = sorted(one[key] for one in rounds if key in one)
            cells.append(
                f"{statistics.median(values):.3g} ({values[0]:.3g} to {values[-1]:.3g})" if values else "")
        print(f"| {key} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
