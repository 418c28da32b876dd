#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Simulation-based calibration of the model itself: do 90 % intervals hold the truth in 90 % of worlds?

    scripts/calibration-coverage.py [CORDON] [PASTS] [WORLDS]

Simulates pasts from the priors of scenarios/base.yaml, none of them weighted. Each of the first worlds is then
taken for the truth: its counts, observed with the spread of the record's likelihood, are the record, and all
other pasts are weighted by it. Of each unknown the share of the posterior below the truth should be uniform, and lie
between 5 and 95 % in 90 % of worlds; for 200 worlds 84 to 96 % is what chance leaves. This holds the priors, the
likelihood and the observations of it together; the filter and its copies are tested on models with exact posteriors.

Source: S. Talts, M. Betancourt, D. Simpson, A. Vehtari and A. Gelman, arXiv:1804.06788 (2018).
"""

import csv
import math
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SPREAD = 0.15
YEARS = (2014, 2015, 2016)


def sample(cordon: str, pasts: int) -> list[dict[str, str]]:
    """Pasts from the priors: whatever was counted is as likely."""
    with tempfile.TemporaryDirectory() as folder:
        lines = [f"extends: {ROOT}/scenarios/base.yaml", "name: Prior", "observed:"]
        lines += [
            f"  - {{quantity: cases, value: 1, unit: cases, source: none, outcome: volunteer-cases, years: {year}, "
            "likelihood: {interval: 0 to 1000000}}"
            for year in YEARS
        ]
        scenario = pathlib.Path(folder, "prior.yaml")
        scenario.write_text("\n".join(lines) + "\n")
        subprocess.run(
            [cordon, "calibrate", scenario, "--pasts", str(pasts), "--island", "50", "--effective", "10000000"]
            + ["--output", f"{folder}/out", "--quiet"],
            check=True, stdout=subprocess.DEVNULL)
        table = next(pathlib.Path(folder, "out").glob("*/posterior.csv"))
        with open(table, newline="") as file:
            return list(csv.DictReader(file))


def log_likelihood(observed: int, simulated: float) -> float:
    """Of a negative binomial count, as docs/calibration.md says."""
    if simulated <= 0:
        return 0.0 if observed == 0 else -math.inf
    shape = 1 / SPREAD**2
    share = simulated / (simulated + shape)
    return (
        math.lgamma(observed + shape) - math.lgamma(shape) - math.lgamma(observed + 1)
        + shape * math.log(1 - share) + observed * math.log(share))


def observation(rng: random.Random, simulated: float) -> int:
    """A draw of that law."""
    if simulated <= 0:
        return 0
    mean = rng.gammavariate(1 / SPREAD**2, simulated * SPREAD**2)
    # Poisson by exponential gaps: means are some hundreds at most.
    count, time = 0, rng.expovariate(1.0)
    while time < mean:
        count += 1
        time += rng.expovariate(1.0)
    return count


def main() -> None:
    cordon = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / ".build/release/cordon")
    pasts = int(sys.argv[2]) if len(sys.argv) > 2 else 4_000
    worlds = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    rows = sample(cordon, pasts)
    counts = [[float(row[f"volunteer-cases {year}"]) for year in YEARS] for row in rows]
    first = list(rows[0]).index(f"volunteer-cases {YEARS[-1]}") + 1
    unknowns = [name for name in list(rows[0])[first:] if not rows[0][name].startswith("{")]
    values = {name: [float(row[name]) for row in rows] for name in unknowns}
    rng = random.Random(16)
    held = dict.fromkeys(unknowns, 0)
    sizes = []
    for world in range(worlds):
        record = [observation(rng, count) for count in counts[world]]
        logs = [
            sum(map(log_likelihood, record, counts[past])) if past != world else -math.inf
            for past in range(len(rows))
        ]
        greatest = max(logs)
        weights = [math.exp(value - greatest) for value in logs]
        total = sum(weights)
        sizes.append(total**2 / sum(weight**2 for weight in weights))
        for name in unknowns:
            truth = values[name][world]
            below = sum(
                weight * (1.0 if value < truth else 0.5 if value == truth else 0.0)
                for weight, value in zip(weights, values[name]))
            held[name] += 0.05 <= below / total <= 0.95
    sizes.sort()
    print(f"{len(rows)} pasts, {worlds} worlds; independent pasts of a world: median {sizes[worlds // 2]:.0f}, "
          f"one in twenty below {sizes[worlds // 20]:.0f}")
    for name in unknowns:
        print(f"{name}: {held[name] / worlds:.1%} of 90 % intervals hold the truth")


if __name__ == "__main__":
    main()
