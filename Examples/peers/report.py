# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints what replications of a model in SimPy found beside what theory says, as Example.swift does."""

import random
import statistics


def report(title, references, run, replications=60):
    found = [run(random.Random(seed)) for seed in range(replications)]
    print(title)
    for index, (name, reference) in enumerate(references.items()):
        values = [one[index] for one in found]
        mean = statistics.mean(values)
        half = 4.2 * statistics.stdev(values) / replications ** 0.5
        agrees = abs(mean - reference) <= half
        print(f"  {name}: {mean:.4f}, from {mean - half:.4f} to {mean + half:.4f}; "
              f"theory {reference:.4f}{'' if agrees else ': DISAGREES'}")
