# SPDX-License-Identifier: GPL-3.0-or-later
"""What would change the answer, as a page shows it: the tornado, the three shares, boxes, what to find out next."""

import csv
import re

import pytest

from conftest import report


def table(name, file):
    """The rows of a table of a study."""
    with open(report(name).parent / file, newline="", encoding="utf-8") as open_file:
        return list(csv.DictReader(open_file))


def boxes(figure, mark):
    """Where the shapes of a mark are on the screen, from the top."""
    found = figure.locator(f"g.{mark} path").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(b => [b.x, b.y, b.width, b.height])")
    return sorted(found, key=lambda box: box[1])


def test_the_tornado_has_a_bar_as_long_as_each_swing_the_widest_first(visit):
    opened = visit("ends")
    section = opened.page.locator("#what-matters")
    figures = section.locator("figure[data-chart]")
    assert figures.count() > 3
    rows = table("ends", "drivers.csv")
    seen = 0
    for index in range(figures.count()):
        figure = figures.nth(index)
        figure.scroll_into_view_if_needed()
        title = figure.locator("figcaption, h3, h4").first.text_content()
        shown = figure.locator("table tbody tr").evaluate_all(
            "all => all.map(row => [...row.cells].map(e => e.dataset.v ?? e.textContent.trim()))")
        bars = boxes(figure, "swings")
        assert len(bars) == len(shown) > 1, title
        swings = [abs(float(row[6])) for row in shown]
        assert swings == sorted(swings, reverse=True), title
        # One scale for all bars of a picture.
        widest = max(range(len(shown)), key=lambda row: bars[row][2])
        scale = bars[widest][2] / max(abs(float(shown[widest][5]) - float(shown[widest][3])), 1e-12)
        for bar, row in zip(bars, shown):
            assert bar[2] == pytest.approx(scale * abs(float(row[5]) - float(row[3])), abs=1.5), row
        # The numbers are those of drivers.csv.
        for row in shown:
            matches = [
                own for own in rows
                if own["unknown"] == row[0] and float(own["swing"]) == pytest.approx(float(row[6]), rel=1e-4)
                and own["standing"] == row[9]]
            assert matches, row
            seen += 1
    assert seen > 10
    assert opened.complaints == []


def test_a_bar_tells_both_ends_and_where_the_sign_turns(visit):
    page = visit("ends").page
    figure = page.locator("#what-matters figure[data-chart]").first
    figure.scroll_into_view_if_needed()
    figure.locator("g.pointer path").first.hover()
    first = figure.locator("table tbody tr").first.locator("th, td").all_text_contents()
    tip = page.locator("#tooltip").text_content()
    unknown, low, high = (cell.strip() for cell in first[:3])
    assert f"{unknown}: {low} to {high}" in tip
    assert f"At {low}: " in tip and f"At {high}: " in tip and "The verdict " in tip


def number(text):
    return float(text.replace(",", "").replace("\u2212", "-"))


def test_the_three_shares_are_those_of_the_table_and_add_up(visit):
    opened = visit("sample")
    section = opened.page.locator("#analyses")
    shares = section.locator("table").first
    assert shares.locator("thead th").all_text_contents() == ["Outcome", "chance", "ignorance", "policy"]
    assert shares.is_visible()
    rows = [row for row in table("sample", "sensitivity.csv") if row["index"] == "all"]
    shown = shares.locator("tbody tr").evaluate_all(
        "all => all.map(row => [...row.cells].map(e => e.textContent.trim()))")
    assert len(shown) > 3 and len(rows) == 3 * len(shown)
    for cells in shown:
        own = {row["part"]: row for row in rows if row["outcome"] == cells[0]}
        parts = [float(row["share"]) for row in own.values()]
        # One that is cut at 1 leaves less than nothing to another.
        assert max(parts) == 1 or sum(parts) == pytest.approx(1, abs=1e-6)
        for cell, part in zip(cells[1:], ("chance", "ignorance", "policy")):
            assert ("may be 0" in cell) == (own[part]["said"] == "noise"), cell
            if "may be 0" not in cell:
                digits = len((re.match(r"[0-9.]+", cell)[0].split(".") + [""])[1])
                assert number(cell.split(" ")[0]) == pytest.approx(
                    float(own[part]["share"]), abs=0.51 * 10**-digits), cell
    assert opened.complaints == []


def test_no_share_is_more_than_one(visit):
    visit("sample")
    for row in table("sample", "sensitivity.csv"):
        assert float(row["share"]) <= 1 and float(row["ci_high"]) <= 1, row


def test_boxes_switch_values_and_what_to_find_out_are_said_in_words(visit):
    page = visit("sample").page
    section = page.locator("#analyses")
    headings = section.locator("h3").all_text_contents()
    assert headings == [
        "What the spread is due to", "Where the answer turns", "In which states a policy does worse",
        "Which policy is good whatever is true", "What to find out next"]
    text = section.text_content()
    # A box is said with how many of its states it holds, as the table has it.
    for box in table("sample", "boxes.csv"):
        if box["form"] == "leaf":
            continue
        said = (
            f"{box['outcome']}: {box['worse']} does worse than {box['better']} in {box['worse_states']} of "
            f"{box['states']} states where {box['where']}")
        assert said in text
    for point in table("sample", "switch-points.csv"):
        if point["point"] != "0":
            assert f"at {point['value']} ({point['low']} to {point['high']}) of {point['unknown']}" in text
    # All unknowns are of one section: the group is told beside each of them.
    worth = table("sample", "value-of-information.csv")
    assert {row["what"] for row in worth if row["kind"] == "group"} == {"behaviour.*"}
    assert "To find out next for " in text
    # What is folded away opens by keyboard.
    details = section.locator("details").first
    details.locator("summary").focus()
    page.keyboard.press("Enter")
    assert details.locator("table").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_futures_from_pasts_say_where_the_answer_turns_and_what_to_find_out(visit):
    opened = visit("pasts")
    section = opened.page.locator("#analyses")
    assert section.locator("h2").text_content().strip().endswith("What the pasts say")
    assert section.locator("h3").all_text_contents() == ["Where the answer turns", "What to find out next"]
    text = section.text_content()
    assert "Each state is a past with one future" in text
    for point in table("pasts", "switch-points.csv"):
        if point["point"] != "0":
            assert f"at {point['value']} ({point['low']} to {point['high']}) of {point['unknown']}" in text
    assert opened.complaints == []
