# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the tables of a study with pandas and computes its summaries again from runs.csv alone.

Usage: check_tables.py STUDY OUTCOMES, the second what `cordon outcomes --json` says. Ends with 1 and says where, if
anything differs.
"""

import json
import math
import sys
from pathlib import Path

import pandas
from scipy import stats

TOLERANCE = 1e-9
faults = []


def expect(name, told, computed):
    """Notes a fault unless both are the same number, or both are missing."""
    if math.isnan(told) and math.isnan(computed):
        return
    if not math.isclose(told, computed, rel_tol=TOLERANCE, abs_tol=TOLERANCE):
        faults.append(f"{name}: {told} in the table, {computed} computed")


def student(values):
    """The mean and Student's 95 per cent interval."""
    mean = values.mean()
    if len(values) < 2:
        return mean, math.nan, math.nan
    half = stats.t.ppf(0.975, len(values) - 1) * values.std() / math.sqrt(len(values))
    return mean, mean - half, mean + half


def exact(successes, trials):
    """Clopper and Pearson's 95 per cent interval."""
    low = stats.beta.ppf(0.025, successes, trials - successes + 1) if successes else 0.0
    high = stats.beta.ppf(0.975, successes + 1, trials - successes) if successes < trials else 1.0
    return low, high


def cut(unit, low, high):
    """The part of an interval that is possible: nothing is negative, and no share is above 1."""
    return max(low, 0.0), min(high, 1.0) if unit.startswith("share") else high


def sums(group, outcome):
    """What a ratio has above and below its line in each run; without a case nothing above it."""
    whole = group[PER[outcome]].sum(axis=1, min_count=1)
    part = (group[outcome] * whole).where(whole != 0, 0.0)
    return part, whole


def fieller(part, whole):
    """A ratio of sums, and Fieller's 95 per cent interval."""
    ratio = part.mean() / whole.mean()
    if len(part) < 2:
        return ratio, math.nan, math.nan
    square = stats.t.ppf(0.975, len(part) - 1) ** 2 / len(part)
    a = whole.mean() ** 2 - square * whole.var()
    b = whole.mean() * part.mean() - square * part.cov(whole)
    c = part.mean() ** 2 - square * part.var()
    if a <= 0:
        # What it is a mean of may be nothing: no interval has an end.
        return ratio, math.nan, math.nan
    root = math.sqrt(max(0.0, b * b - a * c))
    return ratio, (b - root) / a, (b + root) / a


def check_summary(runs, summary, state):
    groups = dict(list(runs.groupby(state + ["policy"])))
    for row in summary.to_dict("records"):
        key = tuple(row[name] for name in state) + (row["policy"],)
        all_values = groups[key][row["outcome"]]
        values = all_values.dropna()
        name = f"summary {key} {row['outcome']}"
        expect(f"{name} n", row["n"], len(values))
        expect(f"{name} missing", row["missing"], len(all_values) - len(values))
        if values.empty:
            continue
        mean, low, high = student(values)
        any_low, any_high = exact(int((values != 0).sum()), len(values))
        if row["interval"] == "exact":
            low, high = any_low, any_high
        if row["outcome"] in PER:
            mean, low, high = fieller(*sums(groups[key], row["outcome"]))
            if len(values) < 2:
                # One future with a case says nothing of how futures differ.
                low = high = math.nan
        if row["interval"] == "cut":
            low, high = cut(row["unit"], low, high)
        expect(f"{name} mean", row["mean"], mean)
        expect(f"{name} sd", row["sd"], values.std())
        expect(f"{name} ci_low", row["ci_low"], low)
        expect(f"{name} ci_high", row["ci_high"], high)
        expect(f"{name} runs_with_any", row["runs_with_any"], (values != 0).sum())
        expect(f"{name} share_with_any_low", row["share_with_any_low"], any_low)
        expect(f"{name} share_with_any_high", row["share_with_any_high"], any_high)
        for share in (0.05, 0.25, 0.5, 0.75, 0.95):
            expect(f"{name} p{share}", row[f"p{round(share * 100):02}"], values.quantile(share))


def check_differences(runs, differences, state):
    groups = dict(list(runs.set_index("replication").groupby(state + ["policy"])))
    for row in differences.to_dict("records"):
        prefix = tuple(row[name] for name in state)
        both_runs = [groups[prefix + (row[policy],)] for policy in ("policy_a", "policy_b")]
        first, second = (of_policy[row["outcome"]] for of_policy in both_runs)
        both = first.notna() & second.notna()
        first, second = first[both], second[both]
        gaps = first - second
        name = f"differences {prefix} {row['policy_a']} {row['policy_b']} {row['outcome']}"
        expect(f"{name} n", row["n"], len(gaps))
        if gaps.empty:
            continue
        mean, low, high = student(gaps)
        spread_first, spread_second, spread = first, second, gaps
        if row["outcome"] in PER:
            # Of a difference of two ratios what is linear in the sums.
            ratios, residuals = [], []
            for of_policy in both_runs:
                part, whole = sums(of_policy, row["outcome"])
                ratios.append(part.mean() / whole.mean())
                residuals.append((part - ratios[-1] * whole) / whole.mean())
            spread_first, spread_second = residuals
            spread = spread_first - spread_second
            mean, low, high = student(spread + ratios[0] - ratios[1])
        if row["interval"] == "cut":
            low, high = max(low, -1.0), min(high, 1.0)
        expect(f"{name} mean_difference", row["mean_difference"], mean)
        expect(f"{name} ci_low", row["ci_low"], low)
        expect(f"{name} ci_high", row["ci_high"], high)
        expect(f"{name} share_lower", row["share_lower"], (gaps < 0).mean())
        expect(f"{name} share_equal", row["share_equal"], (gaps == 0).mean())
        expect(f"{name} share_higher", row["share_higher"], (gaps > 0).mean())
        # Beyond what rounding makes of numbers of this size.
        size = max(abs(first.mean()), abs(second.mean()))
        is_spread = spread.std() > 1e-9 * size
        if is_spread and spread.var() > 1e-9 * (spread_first.var() + spread_second.var()):
            gain = (spread_first.var() + spread_second.var()) / spread.var()
            expect(f"{name} gain_from_pairing", row["gain_from_pairing"], gain)
        if not row["bootstrap_low"] <= mean + TOLERANCE <= row["bootstrap_high"] + 2 * TOLERANCE:
            faults.append(f"{name}: the bootstrap interval does not cover the mean")


def main(study):
    package = json.loads((study / "datapackage.json").read_text())
    tables = {}
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        table = pandas.read_csv(
            study / resource["path"],
            parse_dates=[field["name"] for field in fields if field["type"] in ("date", "datetime")],
            keep_default_na=False,
            na_values=[""],
        )
        tables[resource["name"]] = table
        if list(table.columns) != [field["name"] for field in fields]:
            faults.append(f"{resource['path']}: other columns than its description")
        for field in fields:
            column = table[field["name"]]
            # A table without a row, such as that of boxes where none is found, says nothing of types.
            if len(table) and field["type"] in ("number", "integer") and column.dtype == object:
                faults.append(f"{resource['path']}: {field['name']} is read as text")
        if table.duplicated(resource["schema"]["primaryKey"]).any():
            faults.append(f"{resource['path']}: its key is not unique")
    state = ["state"] if "state" in tables["runs"] else []
    check_summary(tables["runs"], tables["summary"], state)
    check_differences(tables["runs"], tables["differences"], state)
    for fault in faults[:20]:
        print(fault, file=sys.stderr)
    rows = sum(len(table) for table in tables.values())
    print(f"{study.name}: {len(tables)} tables, {rows} rows, {len(faults)} faults (pandas)")
    sys.exit(1 if faults else 0)


outcomes = json.loads(Path(sys.argv[2]).read_text())
# By the name of a ratio the counts whose sum it is a mean of.
PER = {
    outcome["name"]: outcome["per"]
    for outcome in (outcomes if isinstance(outcomes, list) else outcomes["outcomes"])
    if outcome.get("per")
}
main(Path(sys.argv[1]))
