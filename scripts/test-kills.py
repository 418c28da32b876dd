#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills a study at chosen system calls, and holds what comes after to one that was not killed.

Usage: scripts/test-kills.py PROGRAM [KILLS]

strace counts the calls by which the program changes files (names, writes, commits) and then kills it at the n-th
one: the kills are spread over all of them. Half of the kills meet a study that begins, half one that
is extended and replaces the files it has. Four in five meet a sweep, the others a calibration. After each kill
`status` must work, `resume` on two threads (or the command itself, where nothing was begun) must end with the very
tables of the study that was not killed, on one thread, and a note that lies in the folder must be as it was. A
calibration that is killed is also run as shards that are killed, each resumed, and merged. Needs strace.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

CALLS = ["rename", "unlink", "write", "pwrite64", "fsync", "fdatasync", "openat", "ftruncate"]
BASE = """\
name: Before
start: 2016-11-01
warm-up: 0 days
counted: 1 years
investigation.referrals: 100 per year
investigation.arrests: 60 per year
investigation.undercover-arrests: 5 per year
forensics.other-devices: 10 per year
forensics.backlog: 500 sets
"""
STUDY = """\
extends: base.yaml
name: Where it flips
replications: 2
policies:
  - {name: open, levers: {acceptance: 95%}}
  - {name: shut, levers: {acceptance: 5%}}
"""
# Pasts are cheap here, and nearly all of them match.
RECORD = """\
extends: base.yaml
name: Record
groups.initial: 40 groups
uncertainties:
  chats.end-in-meeting: {prior: {log: 3% to 15%}, reason: a test}
observed:
  - {quantity: a count, value: 30, unit: stings, source: a test, outcome: stings, years: 2016-12,
     likelihood: {negative-binomial: {cv: 60%}}, reason: a test}
  - {quantity: a count, value: 40, unit: stings, source: a test, outcome: stings, years: 2017-02,
     likelihood: {negative-binomial: {cv: 60%}}}
"""


def run(*words, killed=False):
    ending = subprocess.run(words, capture_output=True, text=True, cwd=folder)
    if not killed and ending.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))}: exit {ending.returncode}\n{ending.stderr}")
    return ending


def tables(study):
    return {path.name: path.read_bytes() for path in sorted(study.glob("*.csv"))}


def calls(log):
    """How often each call was made, by the thread that made it most."""
    most = {}
    for call in CALLS:
        threads = re.findall(rf"^(\d+) +{call}\(", log.read_text(), re.M)
        most[call] = max((threads.count(thread) for thread in set(threads)), default=0)
    return most


program = pathlib.Path(sys.argv[1]).resolve()
kills = int(sys.argv[2]) if len(sys.argv) > 2 else 300
folder = pathlib.Path(tempfile.mkdtemp(prefix="cordon-kills-"))
(folder / "base.yaml").write_text(BASE)
(folder / "study.yaml").write_text(STUDY)
(folder / "record.yaml").write_text(RECORD)
log = folder / "calls.log"
trace = ["strace", "-f", "-o", log]


class Kind:
    """A sweep or a calibration: how it begins and is extended, and which tables it ends with."""

    def __init__(self, name, begin, replications):
        self.name, self.words, self.replications = name, begin, replications
        small = f"{name}-small"
        run(*trace, "-e", "trace=" + ",".join(CALLS), *self.begin(small))
        beginning = calls(log)
        self.small = next((folder / small).iterdir())
        large = folder / f"{name}-large" / self.small.name
        shutil.copytree(self.small, large)
        run(*trace, "-e", "trace=" + ",".join(CALLS), *self.extend(large))
        self.wanted = {False: tables(self.small), True: tables(large)}
        self.points = [
            (self, isExtension, call, number)
            for isExtension, counts in ((False, beginning), (True, calls(log)))
            for call in CALLS
            for number in range(1, counts[call] + 1)
        ]
        # Every name and every commit first; of the many writes and openings as many as are asked for.
        self.points.sort(
            key=lambda one: (one[2] not in ("rename", "unlink", "fsync", "fdatasync"), one[3] * 7919 % 101))

    def begin(self, output):
        return [program, *self.words, "--output", output, "--threads", "1", "--quiet"]

    def extend(self, study):
        return [program, "extend", study, "--replications", self.replications, "--threads", "1", "--quiet"]


def shards_are_killed(kind):
    """Kills each of three shards while it commits, resumes it, and merges: the tables are those of one process."""
    dead = 0
    study = folder / "shards" / kind.small.name
    for shard, part in (("2/3", 0.5), ("3/3", 0.7), ("1/3", 0.9)):
        run(*trace, "-e", "trace=fdatasync", *kind.begin("whole-shards"), "--shard", shard)
        number = max(1, round(part * calls(log)["fdatasync"]))
        kill = ["-e", "trace=fdatasync", "-e", f"inject=fdatasync:signal=KILL:when={number}"]
        ending = run(*trace, *kill, *kind.begin("shards"), "--shard", shard, killed=True)
        dead += ending.returncode in (-9, 137)
        again = run(program, "resume", study, "--shard", shard, "--threads", "2", "--quiet", killed=True)
        if again.returncode != 0:
            # Nothing of the shard was begun.
            run(*kind.begin("shards"), "--shard", shard)
    if dead == 0:
        sys.exit(f"{kind.name}: no shard was killed")
    run(program, "merge", study, "--quiet")
    if tables(study) != kind.wanted[False]:
        sys.exit(f"{kind.name}, shards: the tables are others")


sweep = Kind("sweep", ["sweep", "study.yaml"], "4")
calibration = Kind("calibration", ["calibrate", "record.yaml", "--pasts", "180", "--island", "30"], "8")
shards_are_killed(calibration)
kill_points = [
    point
    for number, own in enumerate(sweep.points)
    for point in [own] + (calibration.points[number // 4 : number // 4 + 1] if number % 4 == 3 else [])
]
dead = 0
tried = 0
for kind, isExtension, call, number in kill_points:
    if dead == kills:
        break
    tried += 1
    output = folder / "killed"
    shutil.rmtree(output, ignore_errors=True)
    study = output / kind.small.name
    if isExtension:
        shutil.copytree(kind.small, study)
        (study / "notes.txt").write_text("mine")
    command = kind.extend(study) if isExtension else kind.begin("killed")
    ending = run(*trace, "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}", *command, killed=True)
    # strace ends as the program does; one that makes fewer calls this time is not met, and ends well.
    dead += ending.returncode in (-9, 137)
    what = f"{kind.name}{', extended,' if isExtension else ''} killed at {call} {number}"
    isBegun = (study / "results.sqlite").exists() and run(program, "status", study, killed=True).returncode == 0
    if isExtension and not isBegun:
        sys.exit(f"{what}: status does not work")
    again = run(*(command if isExtension or not isBegun else [program, "resume", study, "--threads", "2", "--quiet"]), killed=True)
    if again.returncode != 0:
        sys.exit(f"{what}: exit {again.returncode} afterwards\n{again.stderr}")
    if tables(study) != kind.wanted[isExtension]:
        sys.exit(f"{what}: the tables are others")
    if isExtension and (study / "notes.txt").read_text() != "mine":
        sys.exit(f"{what}: a note was touched")
    left = [path.name for path in study.iterdir() if path.name.endswith(".part") or path.name == ".publication"]
    if left:
        sys.exit(f"{what}: {left} are left behind")
shutil.rmtree(folder)
print(f"{tried} of {len(kill_points)} calls, {dead} processes killed: every study ended as if it had not been.")
sys.exit(0 if dead == kills else "there are not so many calls")
