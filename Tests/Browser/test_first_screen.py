# SPDX-License-Identifier: GPL-3.0-or-later
"""The first screen of a report: what fits on it, what it says, and what is printed of it."""

import csv
import os
import pathlib
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import report

# Where pictures of the first screen are kept, for people to look at.
SCREENSHOTS = pathlib.Path(os.environ.get("CORDON_SCREENSHOTS", ".build-screenshots"))


def table(name, file):
    """The rows of a table of a study."""
    with open(report(name).parent / file, newline="", encoding="utf-8") as open_file:
        return list(csv.DictReader(open_file))


def bottom(page, selector):
    """How far down the page an element ends, in pixels."""
    return page.evaluate(
        "selector => document.querySelector(selector).getBoundingClientRect().bottom + scrollY", selector)


@pytest.mark.parametrize("width, height, screens", [(1280, 800, 1), (390, 844, 2)])
def test_the_answer_fits_the_first_screen(visit, width, height, screens):
    opened = visit("pasts", viewport={"width": width, "height": height})
    # On a telephone what the policies do is folded away.
    for part in ["#line", "#condition", "#first-table", "#times .plot svg", "#deeds summary", "#deeds"]:
        assert opened.page.locator(part).is_visible(), part
        assert 0 < bottom(opened.page, part) <= screens * height, part
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.complaints == []


@pytest.mark.parametrize("name", ["pair", "pasts", "many"])
def test_every_number_is_that_of_the_tables(visit, name):
    page = visit(name).page
    means = {
        (row["outcome"], row["policy"]): row["mean"] for row in table(name, "summary.csv")}
    changes = {
        (row["outcome"], row["policy_a"], row["policy_b"]): row
        for row in table(name, "differences.csv")}
    rows = page.locator("#times table[data-name=rows] tbody tr").evaluate_all(
        "all => all.map(row => [...row.cells].map(e => e.dataset.v ?? e.textContent.trim()))")
    shown = page.locator("#first-table tbody tr")
    policies = page.locator("#first-table thead th").all_text_contents()[1:]
    base, others = policies[0], policies[1:]
    assert base == "status-quo" and len(others) >= 2
    assert shown.count() == 10 and len(rows) == 10 * len(others)
    for index in range(10):
        cells = shown.nth(index).locator("td")
        outcome = rows[index * len(others)][11]

        def value(locator):
            return float(locator.get_attribute("data-v"))

        assert value(cells.nth(0).locator("b")) == pytest.approx(float(means[outcome, base]), rel=1e-9)
        for number, policy in enumerate(others):
            cell = cells.nth(number + 1)
            assert value(cell.locator("b")) == pytest.approx(float(means[outcome, policy]), rel=1e-9)
            change = changes[outcome, policy, base]
            assert value(cell.locator("span[data-v]")) == pytest.approx(
                float(change["mean_difference"]), rel=1e-9, abs=1e-12)
            word = change["verdict"]
            assert word in cell.text_content(), (outcome, policy)
            drawn = rows[index * len(others) + number]
            assert drawn[1] == policy and drawn[11] == outcome
            sign = -1 if drawn[6] == "fewer" else 1
            assert float(drawn[3]) == pytest.approx(
                sign * float(change["mean_difference"]) / float(change["matters"]), rel=1e-5, abs=1e-9)
            if word in ("better", "worse"):
                assert cell.get_attribute("class") == word
                assert (float(drawn[3]) > 0) == (word == "better")
                share = change["share_higher" if float(change["mean_difference"]) >= 0 else "share_lower"]
                side = round(float(share) * int(change["n"]))
                assert f"in {side} of {change['n']}" in cell.text_content()


def test_the_picture_has_better_on_the_right_on_one_scale(visit):
    page = visit("pair").page
    rows = page.locator("#times table[data-name=rows] tbody tr").evaluate_all(
        "all => all.map(row => [...row.cells].map(e => e.dataset.v ?? e.textContent.trim()))")
    places = page.locator("#times g.means path").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(b => [b.x + b.width / 2, b.y + b.height / 2])")
    assert len(places) == len(rows)
    times = [float(row[3]) for row in rows]
    order = sorted(range(len(rows)), key=lambda row: times[row])
    assert [places[row][0] for row in order] == sorted(place[0] for place in places)
    # Rows of the same outcome lie together, in the order of the table.
    heights = [place[1] for place in places]
    assert heights == sorted(heights)


def test_five_policies_stay_readable(visit):
    page = visit("many").page
    assert page.locator("#first-table thead th").count() == 1 + 6
    table_box = page.locator("#first-table").bounding_box()
    assert table_box["width"] <= 1280
    assert page.evaluate(
        "[...document.querySelectorAll('#first-table td')].every(e => e.scrollWidth <= e.clientWidth + 1)")
    # Month by month each policy has a panel of its own.
    figure = page.locator("#months figure").first
    names = figure.locator("svg text").all_text_contents()
    for policy in page.locator("#first-table thead th").all_text_contents()[1:]:
        assert policy in names


def pages(pdf):
    """How many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.parametrize("mode, most", [("brief", 1), ("report", 4)])
def test_the_brief_is_one_page_and_the_report_four(visit, mode, most):
    page = visit("pasts").page
    page.evaluate("window.print = () => {}")
    page.locator(f"[data-print={mode}]").click()
    assert page.evaluate("document.documentElement.dataset.printed") == mode
    page.emulate_media(media="print")
    assert 1 <= pages(page.pdf(prefer_css_page_size=True)) <= most
    assert page.locator("#first-table").is_visible() and page.locator("#deeds").is_visible()
    assert page.locator("#trade-off").is_visible() == (mode == "report")


def test_everything_can_be_printed_too(visit):
    page = visit("pasts").page
    page.evaluate("window.print = () => {}")
    page.locator("[data-print=all]").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#assumptions table").is_visible()
    assert pages(page.pdf(prefer_css_page_size=True)) > 4


@pytest.mark.parametrize("name", ["pasts", "many"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault_on_the_first_screen(visit, name, scheme):
    page = visit(name, color_scheme=scheme).page
    found = Axe().run(page).response["violations"]
    grave = [
        (fault["id"], [node["html"][:120] for node in fault["nodes"][:3]])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
    assert grave == []


@pytest.mark.parametrize(
    "picture, options",
    [
        ("first-screen", {"viewport": {"width": 1280, "height": 800}}),
        ("first-screen-dark", {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"}),
        ("first-screen-390", {"viewport": {"width": 390, "height": 1688}}),
    ])
def test_screenshots_are_kept_for_people(visit, picture, options):
    page = visit("pasts", **options).page
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{picture}.png")
    if picture == "first-screen":
        page.emulate_media(media="print")
        (SCREENSHOTS / "report.pdf").write_bytes(page.pdf(prefer_css_page_size=True))
    assert (SCREENSHOTS / f"{picture}.png").stat().st_size > 20_000


def test_five_policies_in_43_forces_are_drawn_soon_and_small(visit, capsys):
    opened = visit("forces")
    assert len(set(opened.page.locator("#first-table thead th").all_text_contents()[1:])) == 5
    assert report("forces").stat().st_size < 5_000_000
    with capsys.disabled():
        print(f"\n43 forces under five policies drawn in {opened.drawn_in:.0f} ms")
