# SPDX-License-Identifier: GPL-3.0-or-later
# %% [markdown]
# # STUDY
#
# The tables of the study in pandas, and its main pictures with matplotlib. Run it in the study's own
# folder; it needs `pandas` and `matplotlib`. Figures are the model's, not observations.
#
# An *interval* is of a mean: more futures make it narrower. A *band* is where single futures lie: more
# futures do not make it narrower.
# %%
import json

import matplotlib.pyplot as plt
import pandas as pd

OUTCOMES = MAIN_OUTCOMES
GAIN, RISK = "convictions", "serious-disorder"

with open("datapackage.json", encoding="utf-8") as file:
    tables = {table["path"]: table["schema"]["fields"] for table in json.load(file)["resources"]}


def read(path):
    """A table by its description: a name stays a text even if it is None, NA, 007 or true."""
    kinds = {field["name"]: field["type"] for field in tables[path]}
    texts = [name for name, kind in kinds.items() if kind == "string"]
    return pd.read_csv(
        path, dtype={name: str for name in texts}, keep_default_na=False,
        na_values={name: [""] for name in kinds if name not in texts},
        parse_dates=[name for name, kind in kinds.items() if kind == "date"])


def shown(name):
    """A name as matplotlib shows it as it is: no formula, and not left out of legends."""
    text = name.replace("$", r"\$")
    return f" {text}" if text.startswith("_") else text


runs = read("runs.csv")
summary = read("summary.csv")
differences = read("differences.csv")
# A policy of which every run failed is in no row of runs.
policies = list(read("plan.csv")["policy"].unique())
# Okabe and Ito's colours, which colour-blind people tell apart.
palette = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#7a6000", "#56b4e9", "#202024", "#888888"]
colours = {policy: palette[index % len(palette)] for index, policy in enumerate(policies)}
# Where colours come again it is with another shape and another kind of line.
shapes = {policy: "os^Dv"[index // len(palette) % 5] for index, policy in enumerate(policies)}
lines = {
    policy: ["-", "--", ":", "-."][index // len(palette) % 4] for index, policy in enumerate(policies)}
# %% [markdown]
# ## Means with 95 per cent intervals
# %%
means = summary[summary["outcome"].isin(OUTCOMES)]
means.set_index(["outcome", "policy"])[["mean", "ci_low", "ci_high", "unit"]]
# %% [markdown]
# ## Paired differences
#
# Each row has an axis of its own, in the outcome's unit. The grey stretch is what is too small to matter.
# A full mark is decided: its whole interval lies beyond that stretch. A sweep over states of the world
# shows its first state here.
# %%
baseline = differences["policy_a"].iloc[0] if len(differences) else policies[0]
drawn = differences[differences["outcome"].isin(OUTCOMES)]
drawn = drawn[drawn["policy_a"] == baseline].drop_duplicates(["policy_a", "policy_b", "outcome"])
verdicts = drawn.set_index(["outcome", "policy_a", "policy_b"])[["verdict_in_words", "turning"]]
drawn = drawn.dropna(subset=["mean_difference", "ci_low", "ci_high"])
if len(drawn):
    figure, axes = plt.subplots(len(drawn), 1, figsize=(9, 0.9 * len(drawn)), squeeze=False, layout="constrained")
    for axis, (_, row) in zip(axes[:, 0], drawn.iterrows()):
        axis.axvspan(-row["matters"], row["matters"], color="#e6e6ea")
        axis.axvline(0, color="#555555", linewidth=1)
        axis.plot(
            [row["ci_low"], row["ci_high"]], [0, 0], lines[row["policy_b"]],
            color=colours[row["policy_b"]])
        decided = row["verdict"] in ("better", "worse", "more", "fewer")
        axis.plot(
            row["mean_difference"], 0, "D", color=colours[row["policy_b"]],
            fillstyle="full" if decided else "none")
        axis.set_yticks([])
        axis.set_title(
            f"{row['outcome']} ({row['unit']}): {shown(row['policy_a'])} less "
            f"{shown(row['policy_b'])}: "
            f"{shown(row['verdict_in_words'])}",
            loc="left", fontsize=9)
    plt.show()
verdicts
# %% [markdown]
# ## The trade-off
#
# Each point is one future under one policy.
# %%
figure, axis = plt.subplots(figsize=(9, 5))
for policy in policies:
    own = runs[runs["policy"] == policy]
    axis.scatter(
        own[GAIN], own[RISK], s=14, alpha=0.5, color=colours[policy], marker=shapes[policy],
        label=shown(policy))
axis.set_xlabel(f"{GAIN} per year")
axis.set_ylabel(f"{RISK} per year")
axis.legend()
plt.show()
# %% [markdown]
# ## Month by month
#
# The median, and the bands in which half and nine of ten futures lie; in a sweep the futures of all
# states are pooled. A study that keeps no months has no `monthly.csv`.
# %%
monthly = read("monthly.csv") if "monthly.csv" in tables else None
if monthly is not None:
    # A month that the study cuts has not what a whole one has.
    monthly = monthly[monthly["days"] == monthly["month"].dt.days_in_month]

drawn = [name for name in OUTCOMES if monthly is not None and monthly[name].notna().any()]
if drawn:
    figure, axes = plt.subplots(
        (len(drawn) + 1) // 2, 2, figsize=(11, 2.6 * ((len(drawn) + 1) // 2)), squeeze=False,
        layout="constrained")
    for axis, name in zip(axes.flat, drawn):
        for policy in policies:
            own = monthly[monthly["policy"] == policy].groupby("month")[name]
            bands = own.quantile([0.05, 0.25, 0.5, 0.75, 0.95]).unstack()
            axis.fill_between(bands.index, bands[0.05], bands[0.95], color=colours[policy], alpha=0.15)
            axis.fill_between(bands.index, bands[0.25], bands[0.75], color=colours[policy], alpha=0.25)
            axis.plot(
                bands.index, bands[0.5], lines[policy], color=colours[policy], label=shown(policy))
        axis.set_title(name, loc="left", fontsize=9)
    for axis in axes.flat[len(drawn):]:
        axis.set_visible(False)
    axes[0, 0].legend()
    plt.show()
