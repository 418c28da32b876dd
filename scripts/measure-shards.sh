#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Measures what shards cost on this machine, for docs/cluster.md: the same sweep as 1, 2 and 4 processes
# of one thread, what a shard costs beside its runs, the size of its files, and the time and memory of
# status and merge for many shards, which are copies of one.
#
#   measure-shards.sh [ROUNDS] [SHARDS] [RUNS PER SHARD]        3, 1000 and 100 unless given
set -euo pipefail
cd "$(dirname "$0")/.."

cordon=$PWD/.build/release/cordon
rounds=${1:-3}
folder=$(mktemp --directory)
trap 'rm -rf "$folder"' EXIT

python3 - "$cordon" "$folder" "$rounds" "${2:-1000}" "${3:-100}" <<'PYTHON'
import json
import pathlib
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

cordon, folder = sys.argv[1], pathlib.Path(sys.argv[2])
rounds, many, runs_each = map(int, sys.argv[3:])
scenario = "scenarios/cooperate.yaml"


def call(*arguments):
    return [cordon, *map(str, arguments)]


def timed(commands):
    """Seconds that the commands take side by side."""
    start = time.monotonic()
    processes = [
        subprocess.Popen(c, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for c in commands]
    for process in processes:
        said = process.communicate()[1]
        assert process.returncode == 0, said.decode()
    return time.monotonic() - start


def prepare(name, shards, *more):
    output = folder / name
    timed([call("submit", scenario, "--engine", "slurm", "--shards", shards, "--prepare",
                "--output", output, *more)])
    return next(output.iterdir())


def shard(study, number, count):
    return call("resume", study, "--as-planned", "--shard", f"{number}/{count}", "--threads", 1)


walls = {1: [], 2: [], 4: []}
merges = []
for turn in range(rounds):
    for count, times in walls.items():
        study = prepare(f"wall-{turn}-{count}", count, "--replications", 24)
        times.append(timed([shard(study, k, count) for k in range(1, count + 1)]))
        merges.append(timed([call("merge", study)]))
base = statistics.median(walls[1])
for count, times in walls.items():
    ratios = [one / other for one, other in zip(walls[1], times)]
    print(f"{count} shards side by side: {statistics.median(times):.1f} s, "
          f"{statistics.median(ratios):.2f} times as fast as one "
          f"({min(ratios):.2f} to {max(ratios):.2f} in {rounds} rounds)")
print(f"merge of 24 runs: {statistics.median(merges):.2f} s")

study = prepare("overhead", 24, "--replications", 24)
timed([shard(study, 1, 24)])
idle = statistics.median(timed([shard(study, 1, 24)]) for _ in range(10))
print(f"a shard with nothing to do: {1000 * idle:.0f} ms")

# Many shards: one is run, the others are its copies, with the replications that are theirs.
study = prepare("many", many, "--replications", many * runs_each)
timed([call("sweep", scenario, "--replications", 1, "--output", folder / "one", "--threads", 1)])
donor = next((folder / "one").iterdir()) / "results.sqlite"
print(f"building {many:,} shards of {runs_each:,} runs", flush=True)
seed = next(iter(sorted((study / "shards").glob("*.sqlite"))), None)
assert seed is None
process = subprocess.Popen(shard(study, 1, many), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
width = len(str(many))
first = study / "shards" / f"{1:0{width}}-of-{many}.sqlite"
while not first.exists() or sqlite3.connect(first).execute(
        "SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
    time.sleep(0.05)
process.terminate()
process.wait()
database = sqlite3.connect(first)
database.executescript("DELETE FROM runs; DELETE FROM sessions; VACUUM;")
database.close()
print(f"a shard's file before its first run: {first.stat().st_size:,} bytes")
columns = [row[1] for row in sqlite3.connect(donor).execute("PRAGMA table_info(runs)")][6:]
names = ", ".join(f'"{name}"' for name in columns)
template = first.read_bytes()
empty = len(template)
for number in range(1, many + 1):
    path = study / "shards" / f"{number:0{width}}-of-{many}.sqlite"
    path.write_bytes(template)
    database = sqlite3.connect(path)
    database.execute("ATTACH ? AS donor", [str(donor)])
    start = (number - 1) * runs_each
    with database:
        database.execute(
            f"""WITH RECURSIVE number(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM number WHERE k < ?)
            INSERT INTO runs SELECT 1, ? + k, 0, 'done', '', events, {names}
            FROM number, (SELECT * FROM donor.runs LIMIT 1)""", [runs_each, start])
        database.execute("INSERT INTO sessions (id, note) VALUES (?, ?)", [str(number), json.dumps({
            "program": "cordon", "started": "2026-01-01T00:00:00Z", "ended": "2026-01-01T00:00:00Z",
            "wallSeconds": number, "runs": runs_each, "threads": 1, "isOver": True,
            "machine": "a copy"})])
    database.close()
size = sum(path.stat().st_size for path in (study / "shards").iterdir())
runs = many * runs_each
print(f"files of {many:,} shards: {size / 1e6:,.0f} MB; "
      f"{(size - many * empty) / runs:,.0f} bytes a run beside {empty:,} bytes a shard")


def measured(arguments):
    """Seconds and mebibytes of a command."""
    process = subprocess.run(
        ["/usr/bin/env", "python3", "-c", """
import resource, subprocess, sys, time
start = time.monotonic()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
""", *arguments], check=True, capture_output=True, text=True)
    return map(float, process.stdout.split())


for name in ("status", "merge"):
    seconds, mebibytes = measured(call(name, study))
    print(f"{name} of {many:,} shards with {runs:,} runs: {seconds:.1f} s, {mebibytes:,.0f} MiB")
seconds, mebibytes = measured(call("merge", study))
print(f"tables alone, all being merged: {seconds:.1f} s, {mebibytes:,.0f} MiB")
size = (study / "results.sqlite").stat().st_size
tables = sum(path.stat().st_size for path in study.glob("*.csv"))
print(f"merged: results.sqlite {size / runs:,.0f} bytes a run, tables {tables / runs:,.0f} bytes a run")
PYTHON
