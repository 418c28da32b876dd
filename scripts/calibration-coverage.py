#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Simulation-based calibration of the model itself: do 90 % intervals hold the truth in 90 % of worlds?

    scripts/calibration-coverage.py [CORDON] [--pasts N] [--worlds W] [--bank FILE] [--threads T]

One bank of pasts drawn from the priors of scenarios/base.yaml serves all worlds: `cordon calibrate` writes it as a table,
against a record that every past fits, so that none is weighted or drawn anew. Worlds drawn from the bank are taken for
the truth, one after the other. The counts of a world, observed with the spread of the record's likelihood, are its
record, and all other pasts are weighted by it; where fewer than 100 independent ones match, as many as a study must
have, nothing is said of the world. Whether it has that many follows from its record alone, so that the choice favours
no value of an unknown.

Of each unknown, and of each count as it was before it was observed, the 90 % interval should hold the truth in 90 % of
worlds, but for chance: it fails here where that is less likely than one in a hundred, all intervals taken together. This
holds the priors, the likelihood and the way that worlds are observed to one another; the filter and its copies are tested
on models with exact posteriors, and each calibration checks that its pasts repeat.

A bank of 20,000 pasts takes some 40 minutes of a core; the worlds take a minute. `--bank` takes one that is there.

Source: S. Talts, M. Betancourt, D. Simpson, A. Vehtari and A. Gelman, arXiv:1804.06788 (2018).
"""

import argparse
import csv
import math
import os
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SPREAD = 0.15
YEARS = (2014, 2015, 2016)
COUNTS = [f"volunteer-cases {year}" for year in YEARS]
ENOUGH = 100


def bank(cordon: str, pasts: int, threads: int, folder: str) -> str:
    """The table of pasts from the priors: whatever was counted is as likely."""
    lines = [f"extends: {ROOT}/scenarios/base.yaml", "name: Prior", "observed:"]
    lines += [
        f"  - {{quantity: cases, value: 1, unit: cases, source: none, outcome: volunteer-cases, years: {year}, "
        "likelihood: {interval: 0 to 100000000}}"
        for year in YEARS
    ]
    scenario = pathlib.Path(folder, "prior.yaml")
    scenario.write_text("\n".join(lines) + "\n")
    command = [cordon, "calibrate", str(scenario), "--pasts", str(pasts), "--island", "50", "--effective", "1000000000"]
    if threads > 0:
        command += ["--threads", str(threads)]
    done = subprocess.run(command + ["--output", f"{folder}/out", "--quiet"], stdout=subprocess.DEVNULL, check=False)
    # Of pasts that all fit nobody asks whether they are enough.
    if done.returncode not in (0, 3):
        sys.exit(f"cordon calibrate ended with exit code {done.returncode}")
    return str(next(pathlib.Path(folder, "out").glob("*/posterior.csv")))


class Bank:
    """What is known of the pasts: for each its counts, and the values of everything that is to be learnt."""

    def __init__(self, path: str) -> None:
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        weights = [float(row["weight"]) for row in rows]
        if max(weights) - min(weights) > 1e-9 * max(weights):
            sys.exit(f"{path}: pasts of a bank have one weight")
        names = list(rows[0])
        unknowns = names[names.index(COUNTS[-1]) + 1:]
        self.counts = [tuple(float(row[name]) for name in COUNTS) for row in rows]
        self.quantities: dict[str, list[float]] = {
            name: [count[index] for count in self.counts] for index, name in enumerate(COUNTS)
        }
        for name in unknowns:
            levels = sorted({row[name] for row in rows})
            # What is no number is one of a few laws: its number in their order.
            isLaw = any(level.startswith("{") for level in levels)
            self.quantities[name] = [
                float(levels.index(row[name])) if isLaw else float(row[name]) for row in rows
            ]
        # The logarithm of the likelihood of an observed count is a sum of one table and three terms of the past.
        shape = 1 / SPREAD**2
        self.logs = [
            tuple(
                (shape * math.log(shape / (count + shape)), math.log(count / (count + shape)) if count > 0 else -math.inf)
                for count in counts)
            for counts in self.counts
        ]

    def weights(self, record: list[int], without: int) -> dict[int, float]:
        """The weights of the pasts, those of no weight to speak of left out; the greatest is 1."""
        logs = []
        for past, terms in enumerate(self.logs):
            total = 0.0
            for observed, (start, step) in zip(record, terms):
                total += start + (observed * step if observed > 0 else 0.0)
            logs.append(total if past != without else -math.inf)
        greatest = max(logs)
        if greatest == -math.inf:
            return {}
        return {past: math.exp(value - greatest) for past, value in enumerate(logs) if value > greatest - 40}


def observation(rng: random.Random, simulated: float) -> int:
    """A draw of the record's likelihood: a negative binomial count, as docs/calibration.md says."""
    if simulated <= 0:
        return 0
    mean = rng.gammavariate(1 / SPREAD**2, simulated * SPREAD**2)
    # Poisson by exponential gaps: means are some hundreds.
    count, time = 0, rng.expovariate(1.0)
    while time < mean:
        count += 1
        time += rng.expovariate(1.0)
    return count


def binomial_tail(n: int, p: float, held: int) -> float:
    """The probability of a share as far from p on its side as the one that was seen."""
    def term(k: int) -> float:
        return math.exp(
            math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * math.log(p) + (n - k) * math.log(1 - p))
    side = range(0, held + 1) if held <= n * p else range(held, n + 1)
    return min(1.0, 2 * sum(map(term, side)))


def main() -> None:
    parser = argparse.ArgumentParser(description="Coverage of calibrated intervals in worlds from the priors.")
    parser.add_argument("cordon", nargs="?", default=str(ROOT / ".build/release/cordon"))
    parser.add_argument("--pasts", type=int, default=20_000)
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--bank", help="a posterior.csv of pasts from the priors, instead of a new one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pasts = Bank(options.bank or bank(options.cordon, options.pasts, options.threads, folder))
    size = len(pasts.counts)
    rng = random.Random(16)
    # At random: pasts at equal distances of a Sobol' sequence are all in the same part of an unknown's range.
    worlds = rng.sample(range(size), options.worlds)
    held = dict.fromkeys(pasts.quantities, 0)
    sizes = []
    for world in worlds:
        weights = pasts.weights([observation(rng, count) for count in pasts.counts[world]], without=world)
        total = sum(weights.values())
        sizes.append(total**2 / sum(weight**2 for weight in weights.values()) if weights else 0.0)
        if sizes[-1] < ENOUGH:
            continue
        for name, values in pasts.quantities.items():
            truth = values[world]
            below = sum(weight for past, weight in weights.items() if values[past] < truth)
            equal = sum(weight for past, weight in weights.items() if values[past] == truth)
            # A value that others have, too, has any rank among them with the same probability.
            held[name] += 0.05 <= (below + rng.random() * equal) / total <= 0.95
    used = sum(size >= ENOUGH for size in sizes)
    sizes.sort()
    print(f"{size} pasts; {used} of {len(worlds)} worlds have at least {ENOUGH} independent ones "
          f"(median {sizes[len(sizes) // 2]:.0f}, one in ten below {sizes[len(sizes) // 10]:.0f})")
    if used == 0:
        sys.exit("nothing can be said: more pasts are needed")
    failed = []
    for name, count in held.items():
        print(f"{name}: {count / used:.1%} of 90 % intervals hold the truth")
        if binomial_tail(used, 0.9, count) < 0.01 / len(held):
            failed.append(name)
    if failed:
        sys.exit(f"not by chance: {', '.join(failed)}")


if __name__ == "__main__":
    main()
