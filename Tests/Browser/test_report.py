# SPDX-License-Identifier: GPL-3.0-or-later
"""report.html in a real browser, as people meet it."""

import csv
import io

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import report

STUDIES = ["pair", "three", "single", "forces"]


def figures(page):
    return page.locator("figure[data-chart]")


def marks(figure, name):
    """How many shapes the named mark of a picture has on the screen."""
    return figure.locator(f"g.{name} > *").count()


@pytest.mark.parametrize("name", STUDIES)
def test_every_picture_is_drawn_without_network_or_complaint(visit, name):
    opened = visit(name)
    page = opened.page
    assert opened.complaints == []
    assert opened.requests == [report(name).as_uri()]
    count = figures(page).count()
    assert count >= 20
    for place in range(count):
        figure = figures(page).nth(place)
        assert figure.get_attribute("data-drawn") == "yes"
        box = figure.locator(".plot svg").bounding_box()
        assert box["width"] > 200 and box["height"] > 60
        shapes = figure.locator(
            ".plot svg .mark-area path, .plot svg .mark-symbol path, .plot svg .mark-rect path"
        )
        drawn = shapes.evaluate_all(
            "all => all.filter(e => e.getBoundingClientRect().width > 0).length"
        )
        assert drawn > 0, figure.get_attribute("id")


def test_the_picture_has_a_mark_for_each_row_of_its_table(visit):
    page = visit("three").page
    paired = page.locator("#paired")
    rows = paired.locator("table[data-name=rows] tbody tr").count()
    assert rows > 10
    assert marks(paired, "means") == rows
    clouds = page.locator("#clouds")
    assert marks(clouds, "futures") == clouds.locator("table[data-name=rows] tbody tr").count()


def test_a_legend_filters_by_click_and_by_keyboard(visit):
    page = visit("three").page
    clouds = page.locator("#clouds")
    everything = marks(clouds, "futures")
    key = clouds.locator(".legend button", has_text="licence")
    key.click()
    page.wait_for_timeout(200)
    assert key.get_attribute("aria-pressed") == "false"
    assert marks(clouds, "futures") == everything * 2 // 3
    key.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert key.get_attribute("aria-pressed") == "true"
    assert marks(clouds, "futures") == everything


def test_one_legend_serves_all_fans_of_a_section(visit):
    page = visit("pair").page
    section = page.locator("#queues")
    medians = section.locator("figure g.median path")
    before = medians.count()
    section.locator(".legend button", has_text="clampdown").click()
    page.wait_for_timeout(500)
    assert medians.count() < before
    assert page.locator("#months figure g.median path").count() > 0


def test_pairs_are_joined_on_demand(visit):
    page = visit("pair").page
    clouds = page.locator("#clouds")
    assert marks(clouds, "pairs") == 0
    clouds.get_by_label("Join the points of the same future").check()
    page.wait_for_timeout(200)
    assert marks(clouds, "pairs") == 20


def test_a_tooltip_tells_exact_values(visit):
    page = visit("pair").page
    paired = page.locator("#paired")
    paired.scroll_into_view_if_needed()
    row = paired.locator("table[data-name=rows] tbody tr").first
    cells = row.locator("th, td")
    title = cells.nth(0).text_content()
    mean = float(cells.nth(3).get_attribute("data-v"))
    paired.locator("g.pointer path").first.hover()
    tip = page.locator("#tooltip")
    assert tip.is_visible()
    text = tip.text_content()
    assert title in text
    told = text.split("Mean difference ")[1].split(" ")[0].replace(",", "").replace("−", "-")
    assert float(told) == pytest.approx(mean, rel=1e-5)
    page.keyboard.press("Escape")
    assert not tip.is_visible()


@pytest.mark.parametrize("selector", ["#paired", "#clouds", "#fan-convictions", "#inputs"])
def test_the_saved_csv_is_the_table(visit, selector):
    page = visit("pair").page
    details = page.locator(f"{selector} details:has(table)").first
    details.locator("summary").click()
    with page.expect_download() as waiting:
        details.locator("button.save").click()
    name = waiting.value.suggested_filename
    assert name.endswith(".csv") and name == name.lower()
    with open(waiting.value.path(), newline="", encoding="utf-8") as file:
        text = file.read()
    saved = list(csv.reader(io.StringIO(text)))
    table = details.locator("table")
    fields = table.locator("thead th").evaluate_all("all => all.map(e => e.dataset.field)")
    rows = table.locator("tbody tr").evaluate_all(
        "all => all.map(row => [...row.cells].map(e => e.dataset.v ?? e.textContent.trim()))"
    )
    assert saved[0] == fields and len(set(fields)) == len(fields)
    assert saved[1:] == rows and len(rows) > 0


def test_the_table_of_runs_is_that_of_the_study(visit):
    page = visit("pair").page
    rows = page.locator("#clouds table[data-name=rows] tbody tr").evaluate_all(
        "all => all.map(row => [...row.cells].map(e => e.dataset.v ?? e.textContent.trim()))"
    )
    with open(report("pair").parent / "runs.csv", newline="", encoding="utf-8") as file:
        runs = list(csv.DictReader(file))
    assert len(rows) == len(runs)
    for (policy, _, _, replication, x, y), run in zip(rows, runs):
        assert (policy, replication) == (run["policy"], run["replication"])
        assert float(x) == pytest.approx(float(run["convictions"]), rel=1e-5)
        assert float(y) == pytest.approx(float(run["serious-disorder"]), rel=1e-5)


def test_another_outcome_of_the_forces_is_drawn(visit):
    page = visit("forces").page
    forces = page.locator("#forces")
    table = forces.locator("table[data-name=rows] tbody tr")
    count = len(set(table.evaluate_all("all => all.map(row => row.cells[0].textContent.trim())")))
    assert marks(forces, "frames") == count == 43
    before = forces.locator("g.means").inner_html()
    forces.locator("select").select_option(index=1)
    page.wait_for_timeout(400)
    assert forces.locator("g.means").inner_html() != before


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["pair", "forces"])
def test_axe_finds_no_serious_fault(visit, name, scheme):
    page = visit(name, color_scheme=scheme).page
    page.evaluate("document.querySelectorAll('#paired details, #inputs details').forEach(e => e.open = true)")
    found = Axe().run(page).response["violations"]
    grave = [
        (fault["id"], [node["html"][:120] for node in fault["nodes"][:3]])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
    assert grave == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", STUDIES)
def test_nothing_is_wider_than_the_screen(visit, name, width):
    page = visit(name, viewport={"width": width, "height": 800}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_pictures_follow_the_window(visit):
    page = visit("pair").page
    plot = page.locator("#paired .plot svg")
    before = plot.bounding_box()["width"]
    page.set_viewport_size({"width": 600, "height": 800})
    page.wait_for_timeout(500)
    assert plot.bounding_box()["width"] < before
    assert page.evaluate("document.documentElement.scrollWidth") <= 600


def test_keyboard_reaches_every_control(visit):
    page = visit("pair").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the answer"
    wanted = page.locator("summary, .legend button, a[href], input, select").count()
    reached = page.evaluate(
        "[...document.querySelectorAll('summary, .legend button, a[href], input, select')]"
        ".filter(e => e.tabIndex >= 0).length"
    )
    assert reached == wanted


def test_it_prints_on_a4_in_light_colours(visit, tmp_path):
    page = visit("pair", color_scheme="dark").page
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF") and b"/Count" in pdf
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("button.save").first.is_hidden()


def test_a_report_of_43_forces_is_small(visit, capsys):
    opened = visit("forces")
    assert report("forces").stat().st_size < 5_000_000
    with capsys.disabled():
        print(f"\n43 forces drawn in {opened.drawn_in:.0f} ms")
