#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the numbers that README.md and docs/*.md print, from the program itself.

A document marks what is made with two comments:

    <!-- numbers: NAME -->
    ... what the block NAME of this script makes ...
    <!-- end of numbers -->

    scripts/printed-numbers.py write [NAME...]    makes the blocks anew, all of them or those named
    scripts/printed-numbers.py check [NAME...]    fails if a block is not what the program gives

The studies take some minutes; `demonstration` alone takes half a minute.
"""

import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile

PROGRAM = ".build/release/cordon"
PASTS = "scenarios/pasts/base.csv"
DOCUMENTS = ["README.md", "docs/validation.md", "docs/headline.md", "docs/calibration.md"]


def study(*words):
    """What a study says with --json."""
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(
            [PROGRAM, *words, "--json", "--quiet", "--output", folder],
            check=True, stdout=subprocess.PIPE)
        return json.loads(made.stdout)


def number(value, sign=False):
    """A number no more precise than a mean of some runs is: two figures, or whole from 10 to 999."""
    if value is None:
        return "not known"
    if value == 0:
        return "0"
    magnitude = abs(value)
    if magnitude >= 1000:
        step = 10 ** (math.floor(math.log10(magnitude)) - 1)
        text = f"{round(magnitude / step) * step:,.0f}"
    elif magnitude >= 10:
        text = f"{magnitude:.0f}"
    elif magnitude >= 1:
        text = f"{magnitude:.1f}"
    else:
        text = f"{magnitude:.{1 - math.floor(math.log10(magnitude))}f}"
    before = "-" if value < 0 else "+" if sign else ""
    return before + text


def table(head, rows):
    lines = ["| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *rows]]
    return "\n".join(lines)


def spread(observation):
    low, high = number(observation["p05"]), number(observation["p95"])
    return f"{number(observation['simulated'])} ({low} to {high})"


def known(observation):
    return f"{observation['observed']:g} ({observation['grade']})"


def observed():
    """One area and 43 forces beside what was observed."""
    one, many = (
        study("run", f"scenarios/{name}.yaml", "--replications", "100")["observations"]
        for name in ("base", "england-and-wales"))
    of_forces = {(found["quantity"], found["period"]): found for found in many}
    head = ["quantity", "years", "observed", "one area (9 of 10 futures)", "43 forces (9 of 10 futures)"]
    rows = []
    for found in one:
        other = of_forces.get((found["quantity"], found["period"]))
        rows.append([
            found["quantity"], found["period"], known(found), spread(found),
            spread(other) if other else ""])
    return table(head, rows)


def forces():
    """The checks of single forces."""
    head = ["check", "quantity", "years", "observed", "simulated mean (9 of 10 futures)"]
    rows = []
    for name in sorted(pathlib.Path("scenarios/checks").glob("*.yaml")):
        for found in study("run", str(name), "--replications", "200")["observations"]:
            rows.append([name.stem, found["quantity"], found["period"], known(found), spread(found)])
    return table(head, rows)


# What a police reader asks for, and what is known of it.
POLICE = {
    "the funnel": {
        "stings": "no count; volunteers' cases of 2016 were 114",
        "police-told": "",
        "police-attended": "",
        "attended-share": "0.95 (0.8 to 1; D)",
        "arrests": "0.8 to 0.9 of stings (tallies of Nottinghamshire and Scotland; D)",
        "files-adopted": "set by `acceptance`, chosen with the fit",
        "arrests-released": "no tally tells these apart",
        "charges": "0.75 of files used (0.4 to 0.9; D)",
        "charges-without-file": "unknown",
        "cases-ended": "",
        "convictions": "0.87 of those charged (A)",
        "arrests-charged": "",
        "arrests-convicted":
            "26 of 47 after 6 to 18 months, in a force that takes all files (B)",
    },
    "disorder": {
        "serious-disorder": "",
        "disorder-share": "four large events in 2017-18: 0.007 of stings (0.002 to 0.02; D)",
        "disorder-at-homes": "named events: most at homes and in shopping centres",
        "disorder-in-shopping-centres": "",
        "disorder-in-streets": "",
        "disorder-in-transport": "",
        "disorder-elsewhere": "",
        "disorder-with-police": "police came to all that are known",
        "disorder-in-hiding": "unknown",
        "hidden-stings": "unknown",
    },
    "who calls police first": {
        "calls-by-volunteers": "unknown",
        "calls-by-staff": "unknown",
        "calls-by-neighbours": "unknown",
        "calls-by-bystanders": "unknown",
        "calls-by-suspects": "unknown",
    },
    "waits": {
        "minutes-unattended": "",
        "takeover-minutes": "27 (C)",
        "wait-triage": "",
        "wait-forensics": "100 (A)",
        "wait-court": "",
    },
    "work": {
        "response-hours": "",
        "triage-hours": "",
        "investigator-hours": "",
        "enforcement-hours": "",
    },
}


def police():
    """Each outcome that a police reader asks for, beside what is known."""
    made = study("run", "scenarios/base.yaml", "--replications", "100", "--all")
    summaries = {summary["outcome"]: summary for summary in made["summaries"]}
    rows = []
    for part, outcomes in POLICE.items():
        for name, is_known in outcomes.items():
            found = summaries[name]
            low, high = found["quantiles"]["0.05"], found["quantiles"]["0.95"]
            rows.append([
                part, f"`{name}`", found["unit"],
                f"{number(found['mean'])} ({number(low)} to {number(high)})", is_known])
            part = ""
    return table(["part", "outcome", "unit", "mean (9 of 10 futures)", "what is known"], rows)


# What is switched off in docs/headline.md, in the words of the table, and how.
ASSUMPTIONS = [
    ("as declared", []),
    ("nobody but volunteers calls police (`callers.suspect`, `neighbours`, `staff`, `bystander` 0 per hour)",
     [f"callers.{who}=0 per hour" for who in ("suspect", "neighbours", "staff", "bystander")]),
    ("volunteers do not hold on until police come (`stings.held` 0%)", ["stings.held=0%"]),
    ("no group hides after enforcement (`behaviour.hide-after-enforcement` 0%)",
     ["behaviour.hide-after-enforcement=0%"]),
    ("fear does not keep volunteers from telling (`behaviour.telling-to-enforcement` 0)",
     ["behaviour.telling-to-enforcement=0"]),
    ("neither hiding nor that fear",
     ["behaviour.hide-after-enforcement=0%", "behaviour.telling-to-enforcement=0"]),
    ("activity does not answer (`behaviour.stings-to-enforcement`, `stings-to-recognition` 0)",
     ["behaviour.stings-to-enforcement=0", "behaviour.stings-to-recognition=0"]),
    ("founding does not answer (`behaviour.founding-to-recognition`, `founding-to-enforcement` 0)",
     ["behaviour.founding-to-recognition=0", "behaviour.founding-to-enforcement=0"]),
    ("no case without the file (`stings.other-evidence` 0%)", ["stings.other-evidence=0%"]),
]


def contrast(changes):
    """Cooperation and clampdown in 50 futures, with changes of the scenario."""
    options = [word for change in changes for word in ("--set", change)]
    return study(
        "compare", "scenarios/cooperate.yaml", "scenarios/clampdown.yaml",
        "--replications", "50", "--all", "--no-status-quo", *options)


def interval(found, mean, sign=False):
    low, high = found["ci_low"], found["ci_high"]
    return f"{number(mean, sign)} ({number(low, sign)} to {number(high, sign)})"


def headline():
    """The difference of two policies with assumptions switched off one by one."""
    rows = []
    for words, changes in ASSUMPTIONS:
        made = contrast(changes)
        differences = {found["outcome"]: found for found in made["differences"]}
        alone = next(
            found for found in made["summaries"]
            if (found["policy"], found["outcome"]) == ("clampdown", "serious-disorder"))
        rows.append([
            words,
            *(interval(differences[name], differences[name]["mean_difference"], True)
              for name in ("convictions", "all-convictions", "serious-disorder")),
            interval(alone, alone["mean"])])
    head = [
        "assumption switched off", "convictions on volunteers' evidence", "all convictions",
        "serious disorders", "of clampdown alone"]
    return table(head, rows)


def balance():
    """What each of the two policies has, as declared."""
    made = contrast([])
    differences = {found["outcome"]: found for found in made["differences"]}
    means = {(found["policy"], found["outcome"]): found for found in made["summaries"]}
    rows = []
    for name in ("stings", "streamed-stings", "minutes-unattended", "serious-disorder"):
        alone = [means[policy, name] for policy in ("cooperate", "clampdown")]
        rows.append([
            f"`{name}`", alone[0]["unit"], *(number(found["mean"]) for found in alone),
            interval(differences[name], differences[name]["mean_difference"], True)])
    return table(["outcome", "unit", "cooperate", "clampdown", "cooperate less clampdown"], rows)


def predictions():
    """What pasts that match the record say of it, and of later years, beside futures that make their own."""
    own = study("run", "scenarios/base.yaml", "--replications", "100")["observations"]
    matched = study(
        "run", "scenarios/base.yaml", "--from", PASTS, "--replications", "400")["observations"]
    of_own = {(found["quantity"], found["period"]): found for found in own}
    rows = [
        [
            found["quantity"], found["period"], known(found),
            "fitted" if found["is_fitted"] else "predicted", spread(found),
            spread(of_own[found["quantity"], found["period"]]),
        ]
        for found in matched
    ]
    head = [
        "quantity", "years", "observed", "from pasts that match it is",
        "from pasts that match (9 of 10 futures)", "with pasts of its own"]
    return table(head, rows)


def pairing():
    """What each future tells of two policies, from pasts that match the record and with pasts of its own."""
    files = [
        "scenarios/cooperate.yaml", "scenarios/clampdown.yaml", "--replications", "200", "--all",
        "--no-status-quo", "--no-drivers"]
    own, matched = (
        {found["outcome"]: found for found in study("compare", *files, *options)["differences"]}
        for options in ([], ["--from", PASTS]))
    rows = []
    for name in ("convictions", "all-convictions", "serious-disorder", "officer-hours", "days-to-charge"):
        cells = [f"`{name}`"]
        for found in (own[name], matched[name]):
            half = (found["ci_high"] - found["ci_low"]) / 2
            cells += [
                f"{number(found['mean_difference'], True)} ± {number(half)}",
                number(found["gain_from_pairing"])]
        rows.append(cells)
    head = [
        "outcome", "difference, pasts of their own", "gain from pairing", "difference, pasts that match",
        "gain from pairing"]
    return table(head, rows)


def demonstration():
    """What `make demo` prints, in part: the first screen, one outcome, the check and the last lines."""
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(
            [PROGRAM, "compare", "scenarios/cooperate.yaml", "scenarios/clampdown.yaml",
             "--from", PASTS, "--output", folder],
            check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        text = made.stdout.decode()
        ending = re.findall(r"^(?:Report|Tables): .*$", made.stderr.decode(), re.MULTILINE)
        ending = "\n".join(ending).replace(folder, "notebooks-out")
    shown = re.compile(r"serious-disorder \(")
    chosen, heading, left_out = [], None, False
    paragraphs = text.strip("\n").split("\n\n")
    details = next(at for at, found in enumerate(paragraphs) if "Means with" in found)
    chosen += paragraphs[:details]
    for paragraph in paragraphs[details:]:
        if paragraph.isupper():
            heading = paragraph
        elif checked := re.search(r"^Checked: until.*?\.$", paragraph, re.MULTILINE | re.DOTALL):
            # Other checks, warnings and notes stand in the same paragraph.
            chosen += ["[...]", checked[0]]
        elif not shown.match(paragraph) and "Means with" not in paragraph:
            left_out = True
        else:
            chosen += ["[...]"] * left_out + [heading] * (heading is not None) + [paragraph]
            heading, left_out = None, False
    text = "\n\n".join(chosen + ["[...]", ending]).replace("\n\n[...]\n\n", "\n[...]\n")
    return f"```\n$ make demo\n{text}\n```"


BLOCKS = {
    "demonstration": demonstration, "observed": observed, "forces": forces, "police": police,
    "headline": headline, "balance": balance, "predictions": predictions, "pairing": pairing,
}


def main(action, names):
    stale = []
    for document in DOCUMENTS:
        path = pathlib.Path(document)
        text = path.read_text()
        for name, make in BLOCKS.items():
            block = re.compile(
                rf"(<!-- numbers: {name} -->\n).*?(<!-- end of numbers -->)", re.DOTALL)
            if not block.search(text) or (names and name not in names):
                continue
            made = block.sub(lambda found: found[1] + make() + "\n" + found[2], text)
            if made != text:
                stale.append(f"{document}: {name}")
            text = made
        if action == "write":
            path.write_text(text)
    if action == "check" and stale:
        sys.exit(f"Not what the program gives: {'; '.join(stale)}. `make numbers` writes them anew.")
    print("Made anew: " + ("; ".join(stale) or "nothing, all is as it was") if action == "write"
          else "The numbers that documents print are what the program gives.")


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in ("write", "check") or set(sys.argv[2:]) - set(BLOCKS):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
