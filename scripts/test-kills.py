#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills a study at chosen system calls, and holds what comes after to one that was not killed.

Usage: scripts/test-kills.py PROGRAM [KILLS]

strace counts the calls by which the program changes files (names, writes, commits) and then kills it at the n-th
one: the kills are spread over all of them. Half of the kills meet a study that begins, half one that
is extended and replaces the files it has. After each kill `status` must work, `resume` (or the command itself, where
nothing was begun) must end with the very tables of the study that was not killed, and a note that lies in the
folder must be as it was. Needs strace.
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
log = folder / "calls.log"
trace = ["strace", "-f", "-o", log]


def begin(output):
    return [program, "sweep", "study.yaml", "--output", output, "--threads", "1", "--quiet"]


def extend(study):
    return [program, "extend", study, "--replications", "4", "--threads", "1", "--quiet"]


run(*trace, "-e", "trace=" + ",".join(CALLS), *begin("small"))
beginning = calls(log)
small = next((folder / "small").iterdir())
large = folder / "large" / small.name
shutil.copytree(small, large)
run(*trace, "-e", "trace=" + ",".join(CALLS), *extend(large))
extending = calls(log)
wanted = {False: tables(small), True: tables(large)}
kill_points = [
    (isExtension, call, number)
    for isExtension, counts in ((False, beginning), (True, extending))
    for call in CALLS
    for number in range(1, counts[call] + 1)
]
# Every name and every commit first; of the many writes and openings as many as are asked for.
kill_points.sort(key=lambda one: (one[1] not in ("rename", "unlink", "fsync", "fdatasync"), one[2] * 7919 % 101))
dead = 0
tried = 0
for isExtension, call, number in kill_points:
    if dead == kills:
        break
    tried += 1
    output = folder / "killed"
    shutil.rmtree(output, ignore_errors=True)
    study = output / small.name
    if isExtension:
        shutil.copytree(small, study)
        (study / "notes.txt").write_text("mine")
    command = extend(study) if isExtension else begin("killed")
    ending = run(*trace, "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}", *command, killed=True)
    # strace ends as the program does; one that makes fewer calls this time is not met, and ends well.
    dead += ending.returncode in (-9, 137)
    what = f"{'extend' if isExtension else 'sweep'} killed at {call} {number}"
    isBegun = (study / "results.sqlite").exists() and run(program, "status", study, killed=True).returncode == 0
    if isExtension and not isBegun:
        sys.exit(f"{what}: status does not work")
    again = run(*(command if isExtension or not isBegun else [program, "resume", study, "--quiet"]), killed=True)
    if again.returncode != 0:
        sys.exit(f"{what}: exit {again.returncode} afterwards\n{again.stderr}")
    if tables(study) != wanted[isExtension]:
        sys.exit(f"{what}: the tables are others")
    if isExtension and (study / "notes.txt").read_text() != "mine":
        sys.exit(f"{what}: a note was touched")
    left = [path.name for path in study.iterdir() if path.name.endswith(".part") or path.name == ".publication"]
    if left:
        sys.exit(f"{what}: {left} are left behind")
shutil.rmtree(folder)
print(f"{tried} of {len(kill_points)} calls, {dead} processes killed: every study ended as if it had not been.")
sys.exit(0 if dead == kills else "there are not so many calls")
