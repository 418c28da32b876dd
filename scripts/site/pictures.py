# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws what programs print, as SVG: `steps` over time, or replications as `dots` beside theory.

A picture is kept beside the pages and says of which numbers it was drawn, so that a change of them is noticed.
"""

import csv
import hashlib
import io
import statistics

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams.update({
    "svg.fonttype": "none", "svg.hashsalt": "cordon", "font.family": "sans-serif", "font.size": 11,
    "axes.spines.top": False, "axes.spines.right": False})
from matplotlib import pyplot

COLOURS = ["#0b6e99", "#c2571a", "#5b7f2b"]


def draw(path, drawing, printed, is_written):
    """Draws the picture anew, or says that it is of other numbers."""
    digest = hashlib.sha256(f"{drawing}\n{printed}".encode()).hexdigest()[:16]
    if path.exists() and digest in path.read_text():
        return []
    if not is_written:
        return [f"{path}: is not drawn of what is printed now"]
    rows = list(csv.reader(io.StringIO(printed)))
    {"steps": steps, "dots": dots}[drawing](rows[0], rows[1:])
    path.parent.mkdir(exist_ok=True)
    pyplot.savefig(path, metadata={"Date": None, "Description": f"drawn of {digest}"}, transparent=False)
    pyplot.close()
    return []


def steps(names, rows):
    """Levels over time, a line for each series."""
    pyplot.figure(figsize=(8, 3.2), layout="constrained")
    series = list(dict.fromkeys(row[2] for row in rows))
    for number, one in enumerate(series):
        points = [(float(row[0]), float(row[1])) for row in rows if row[2] == one]
        pyplot.step(*zip(*points), where="post", color=COLOURS[number], label=one, linewidth=1.4)
    pyplot.xlabel(names[0])
    pyplot.ylabel(names[1])
    pyplot.ylim(bottom=0)
    pyplot.xlim(left=0)
    pyplot.legend(frameon=False, loc="upper left")


def dots(names, rows):
    """A row of panels: what each replication found, the mean with its interval, and theory."""
    measures = list(dict.fromkeys(row[0] for row in rows))
    _, panels = pyplot.subplots(
        len(measures), figsize=(8, 0.5 + 1.25 * len(measures)), layout="constrained", squeeze=False)
    for panel, measure in zip(panels[:, 0], measures):
        values = [float(row[2]) for row in rows if row[0] == measure]
        theory = next(float(row[1]) for row in rows if row[0] == measure)
        shown = values[:200]
        # Heights that repeat, so that dots do not hide each other.
        panel.scatter(shown, [(7 * index % 20) / 20 for index in range(len(shown))], s=9, color="#9db8c4")
        mean = statistics.fmean(values)
        half = 3.9 * statistics.stdev(values) / len(values) ** 0.5
        panel.plot([mean - half, mean + half], [1.3, 1.3], color=COLOURS[0], linewidth=5, solid_capstyle="butt")
        panel.plot([mean], [1.3], "o", color="white", markersize=4)
        panel.axvline(theory, color=COLOURS[1], linewidth=1.4)
        panel.set_yticks([])
        panel.spines["left"].set_visible(False)
        panel.set_title(f"{measure}: theory {theory:.4g}, found {mean:.4g} in {len(values)} replications",
                        fontsize=11, loc="left")
