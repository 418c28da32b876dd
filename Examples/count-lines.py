#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the lines of code of each example and of its peers in SimPy and Ciw: no blank lines, no comments."""

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def code(path):
    lines = [line.strip() for line in path.read_text().splitlines()]
    return sum(1 for line in lines if line and not line.startswith(("//", "#", '"""')))


worst = 0
print(f"{'model':20}{'Swift':>8}{'SimPy':>8}{'ratio':>8}{'Ciw':>8}")
for swift in sorted((HERE / "Sources/Examples").glob("*.swift")):
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", swift.stem).lower()
    peer = HERE / "peers" / f"{name}.py"
    if peer.exists():
        ours, theirs = code(swift), code(peer)
        worst = max(worst, ours / theirs)
        other = HERE / "peers/in-ciw" / peer.name
        ciw = code(other) if other.exists() else ""
        print(f"{name:20}{ours:8}{theirs:8}{ours / theirs:8.2f}{ciw:8}")
if worst > 1.3:
    sys.exit("A model takes more than 1.3 times the lines of its peer in SimPy.")
