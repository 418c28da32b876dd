#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the processor time of each example beside that of its peers in SimPy and Ciw, which take turns in one run.

    make times
    Examples/time-models.py [ROUNDS]     where Python has both

A time is that of a whole process, its start included, on all processors together; the median over rounds, one if not
said. All make the same number of replications of the same length, and a run that disagrees with theory is an error.
Ciw has peers of those models that it can tell. `make examples` builds what is measured.
"""

import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAM = HERE / ".build" / "release" / "Examples"
PEERS = HERE / "peers"


def seconds(*command):
    """The processor time of a process and those that it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE,
                          env=os.environ | {"PYTHONPATH": str(PEERS)}).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if "DISAGREES" in said:
        sys.exit(f"{command[-1]} disagrees with theory:\n{said}")
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1
print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, rounds: {rounds}")
print(f"{'model':20}{'here, s':>10}{'SimPy, s':>10}{'ratio':>8}{'Ciw, s':>10}{'ratio':>8}")
for peer in sorted(PEERS.glob("*.py")):
    if peer.stem == "report":
        continue
    makers = [(PROGRAM, peer.stem), (sys.executable, peer)]
    if (PEERS / "in-ciw" / peer.name).exists():
        makers.append((sys.executable, PEERS / "in-ciw" / peer.name))
    times = [[seconds(*maker) for maker in makers] for _ in range(rounds)]
    ours = statistics.median(one[0] for one in times)
    print(f"{peer.stem:20}{ours:10.2f}", end="")
    for maker in range(1, len(makers)):
        theirs = statistics.median(one[maker] for one in times)
        ratio = statistics.median(one[maker] / one[0] for one in times)
        print(f"{theirs:10.2f}{ratio:8.0f}", end="")
    print(flush=True)
