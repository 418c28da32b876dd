#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the processor time of each example beside that of its peer in SimPy, from one run of both, which take turns.

    $(scripts/python.sh simpy==4.1.1)/python Examples/time-models.py [ROUNDS]

A time is that of a whole process, its start included, on all processors together; the median over rounds, one if not
said. Both make the same number of replications of the same length, and a run that disagrees with theory is an error.
`make examples` builds what is measured.
"""

import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAM = HERE / ".build" / "release" / "Examples"


def seconds(*command):
    """The processor time of a process and those that it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if "DISAGREES" in said:
        sys.exit(f"{command[-1]} disagrees with theory:\n{said}")
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1
total = [0.0, 0.0]
print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, rounds: {rounds}")
print(f"{'model':20}{'here, s':>10}{'SimPy, s':>10}{'ratio':>8}")
for peer in sorted((HERE / "peers").glob("*.py")):
    if peer.stem == "report":
        continue
    pairs = [(seconds(PROGRAM, peer.stem), seconds(sys.executable, peer)) for _ in range(rounds)]
    ours, theirs = (statistics.median(one) for one in zip(*pairs))
    total = [total[0] + ours, total[1] + theirs]
    ratio = statistics.median(theirs / ours for ours, theirs in pairs)
    print(f"{peer.stem:20}{ours:10.2f}{theirs:10.2f}{ratio:8.0f}", flush=True)
print(f"{'all':20}{total[0]:10.2f}{total[1]:10.2f}")
