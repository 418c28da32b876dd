# SPDX-License-Identifier: GPL-3.0-or-later
"""report.html in a real browser, as people meet it."""

import csv
import io

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import report

# With how many pictures at least: an empty one must not be there.
STUDIES = {
    "pair": 22, "three": 22, "single": 22, "one": 20, "forces": 22, "states": 3, "months": 20,
    "failed": 20, "pasts": 23, "ends": 10, "sample": 3,
}


# What can be seen of each picture: shapes that have a width, and how wide its part with the data is.
PICTURES = """
[...document.querySelectorAll("figure[data-chart]")].map(figure => {
  const svg = figure.querySelector(".plot svg");
  const {width, height} = svg.getBoundingClientRect();
  const plot = svg.querySelector("g.root > g > path.background").getAttribute("d");
  const shapes = svg.querySelectorAll(".mark-area path, .mark-symbol path, .mark-rect path");
  return {
    id: figure.id, drawn: figure.dataset.drawn, width, height,
    plot: Number(plot.match(/h([0-9.]+)/)[1]),
    shapes: [...shapes].filter(shape => shape.getBoundingClientRect().width > 0).length
  };
})
"""


def marks(figure, name):
    """How many shapes the named mark of a picture has on the screen."""
    return figure.locator(f"g.{name} > *").count()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", STUDIES)
def test_every_picture_is_drawn_without_network_or_complaint(visit, name, width):
    opened = visit(name, viewport={"width": width, "height": 900})
    page = opened.page
    assert opened.requests == [report(name).as_uri()]
    pictures = page.evaluate(PICTURES)
    assert len(pictures) >= STUDIES[name]
    for picture in pictures:
        assert picture["drawn"] == "yes", picture
        assert picture["width"] > 200 and picture["height"] > 60, picture
        # Labels beside a picture take room, but most of it is the picture's own.
        assert picture["plot"] > 0.6 * picture["width"], picture
        assert picture["shapes"] > 0, picture
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # Nothing breaks when every policy is hidden.
    page.evaluate("document.querySelectorAll('.legend button').forEach(key => key.click())")
    page.wait_for_timeout(300)
    assert opened.complaints == []


def cells(table):
    """The exact values of a table, row by row."""
    return table.locator("tbody tr").evaluate_all(
        "all => all.map(row => [...row.cells].map(e => e.dataset.v ?? e.textContent.trim()))"
    )


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
    assert marks(clouds, "pairs") == 8


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
    rows = cells(table)
    assert saved[0] == fields and len(set(fields)) == len(fields)
    assert saved[1:] == rows and len(rows) > 0


def test_the_table_of_runs_is_that_of_the_study(visit):
    page = visit("pair").page
    rows = cells(page.locator("#clouds table[data-name=rows]"))
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


def test_the_states_are_sorted_by_what_varies(visit):
    opened = visit("states")
    picture = opened.page.locator("#by-state")
    rows = cells(picture.locator("table[data-name=rows]"))
    outcome = rows[0][0]
    own = [row for row in rows if row[0] == outcome]
    assert len(own) == 6 == marks(picture, "means")

    def heights():
        return picture.locator("g.means path").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect())"
            ".sort((a, b) => a.x - b.x).map(box => box.y)"
        )

    falling = heights()
    assert falling == sorted(falling, reverse=True)
    # Three numbers of investigators, two states each: sorted among themselves only.
    picture.locator("[data-signal=order]").select_option("staffing.investigators")
    opened.page.wait_for_timeout(300)
    pairs = heights()
    assert sorted(pairs) == sorted(falling)
    assert all(pairs[index] >= pairs[index + 1] for index in (0, 2, 4))
    values = picture.locator("g.values text").all_text_contents()
    assert values == ["350 officers", "390 officers", "430 officers"]
    picture.locator("g.pointer path").first.hover()
    assert "staffing.investigators: 350 officers" in opened.page.locator("#tooltip").text_content()
    before = picture.locator("g.means").inner_html()
    picture.locator("[data-signal=outcome]").select_option(index=1)
    opened.page.wait_for_timeout(300)
    assert picture.locator("g.means").inner_html() != before
    assert opened.complaints == []


def test_a_sweep_says_whose_futures_are_pooled_and_what_it_lacks(visit):
    pooled = "The futures of all 6 states are pooled"
    assert pooled in visit("months").page.locator("#months").text_content()
    assert "--months" in visit("states").page.locator("#months").text_content()


def test_failed_runs_are_told_before_anything_else(visit):
    page = visit("failed").page
    told = page.locator("#runs")
    assert told.bounding_box()["y"] < 400
    assert "3 of 8 runs failed" in told.text_content()
    assert "event-limit" in told.text_content()
    assert len(cells(page.locator("#clouds table[data-name=rows]"))) == 5


def test_what_was_observed_stands_beside_what_is_simulated(visit):
    page = visit("pair").page
    picture = page.locator("#observations")
    rows = cells(picture.locator("table[data-name=rows]"))
    assert len(rows) > 1 and marks(picture, "observations") == len(rows)
    for row in rows:
        low, middle, high = (float(cell) for cell in row[4:7])
        assert low <= middle <= high


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["failed", "states", "ends", "sample"])
def test_axe_finds_no_serious_fault(visit, name, scheme):
    page = visit(name, color_scheme=scheme).page
    # A table of each kind is open; the others are like it.
    page.evaluate(
        "['#differences', '#inputs', '#assumptions'].forEach("
        "id => { document.querySelector(`${id} details:has(table)`).open = true; })"
    )
    found = Axe().run(page).response["violations"]
    grave = [
        (fault["id"], [node["html"][:120] for node in fault["nodes"][:3]])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
    assert grave == []


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
    # Paper cannot be unfolded; where everything is printed, it is unfolded before.
    page.evaluate("window.print = () => {}")
    page.emulate_media(media="screen")
    page.locator("[data-print=all]").click()
    page.emulate_media(media="print", color_scheme="dark")
    log = page.locator("#assumptions table")
    assert log.is_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert log.is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert log.is_hidden()


def test_a_report_of_43_forces_is_small(visit, capsys):
    opened = visit("forces")
    assert report("forces").stat().st_size < 5_000_000
    with capsys.disabled():
        print(f"\n43 forces drawn in {opened.drawn_in:.0f} ms")
