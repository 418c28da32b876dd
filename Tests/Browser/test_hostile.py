# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that try to become scripts, in the page and in the notebook, as a browser and pandas read them."""

import html
import json
import re

import nbclient
import nbformat
import pandas

from conftest import Visit, report
from hostile import AREAS, POLICIES


def test_names_stay_names_and_no_script_of_theirs_runs(visit):
    opened = visit("hostile")
    page = opened.page
    assert opened.complaints == []
    assert page.title().startswith("What happens under a\u0600<img")
    assert page.locator("img").count() == 0
    shown = page.locator("#clouds .legend button").evaluate_all(
        "all => all.map(key => key.dataset.policy)")
    assert shown == POLICIES
    for key, name in zip(page.locator("#clouds .legend button").all_text_contents(), POLICIES):
        assert key.endswith(name)
    # Each is drawn, and is in its picture's tooltips as it is spelt.
    clouds = page.locator("#clouds")
    assert clouds.locator("g.meanMarks path").count() == len(POLICIES)
    labels = clouds.locator("svg text").all_text_contents()
    assert set(POLICIES) <= set(labels)
    titles = page.locator("#forces g.frames text").all_text_contents()
    # A long one ends in an ellipsis where its panel does.
    for area in AREAS:
        assert any(area.startswith(title.rstrip("…")) for title in titles if not title.isdigit())
    assert page.evaluate(
        "[...document.querySelectorAll('*')].every("
        "e => ![...e.attributes].some(({name}) => name.startsWith('on')))")


def test_the_policy_of_the_page_stops_what_gets_in_all_the_same(browser, tmp_path):
    text = report("pair").read_text(encoding="utf-8")
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1])
    assert "unsafe-inline" not in policy and "default-src 'none'" in policy
    # The specifications are interpreted, so that no text becomes a script.
    assert "unsafe-eval" not in policy
    attack = (
        "<script>document.title = 1337</script><img src=x onerror='document.title = 1337'>"
        "<a id=lure href='javascript:document.title = 1337'>x</a>"
        "<p id=styled style='position: fixed'>x</p><style>#styled { color: rgb(1, 2, 3) }</style>"
        "<base href='https://example.org/'><script src='https://example.org/x.js'></script>"
    )
    path = tmp_path / "attacked.html"
    path.write_text(text.replace("<main>", "<main>" + attack, 1), encoding="utf-8")
    attacked = Visit(browser, path)
    page = attacked.page
    page.evaluate("document.getElementById('lure').click()")
    page.wait_for_timeout(300)
    assert page.title().startswith("What happens under")
    style = page.evaluate(
        "(({position, color}) => [position, color])(getComputedStyle(document.getElementById('styled')))")
    assert style[0] == "static" and style[1] != "rgb(1, 2, 3)"
    assert page.evaluate("document.baseURI").startswith("file:")
    refused = [line for line in attacked.complaints if "Content Security Policy" in line]
    # Scripts in an element, in attributes and from elsewhere, a picture, styles and a base.
    assert len(refused) >= 7, attacked.complaints
    assert any("example.org/x.js" in line for line in refused)
    # The page's own pictures are drawn all the same.
    assert page.locator("figure[data-drawn=yes]").count() >= 22
    attacked.context.close()


def test_twelve_policies_look_different(visit):
    page = visit("twelve").page
    keys = page.locator("#clouds .legend button").evaluate_all(
        "all => all.map(key => { const i = key.querySelector('i'); "
        "return [getComputedStyle(i).color, i.textContent, getComputedStyle(i).borderBottomStyle]; })")
    assert len(keys) == 12 and len({tuple(key) for key in keys}) == 12
    # Futures: colour and shape. Medians: colour and line.
    futures = page.locator("#clouds g.futures path").evaluate_all(
        "all => all.map(e => [e.getAttribute('fill'), e.getAttribute('d')])")
    assert len({tuple(mark) for mark in futures}) == 12
    medians = page.locator("#months figure").first.locator("g.median path").evaluate_all(
        "all => all.map(e => [e.getAttribute('stroke'), e.getAttribute('stroke-dasharray')])")
    # Before policies part there is one line for all.
    assert len({tuple(line) for line in medians}) == 13


def test_the_notebook_keeps_names_as_they_are():
    folder = report("hostile").parent
    notebook = nbformat.read(folder / "notebook.ipynb", as_version=4)
    assert "<img" not in json.dumps(notebook, ensure_ascii=False)
    notebook.cells.append(nbformat.v4.new_code_cell("import json\nprint(json.dumps(policies))"))
    nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": folder}}
    ).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output.output_type == "error"]
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(pictures) == 3
    printed = [output.text for output in outputs if output.get("name") == "stdout"]
    assert json.loads(printed[-1]) == POLICIES


def test_tables_give_names_back_to_readers_that_are_told_so():
    folder = report("hostile").parent
    for name in ["runs.csv", "summary.csv"]:
        table = pandas.read_csv(
            folder / name, dtype={"policy": str}, keep_default_na=False, na_values={})
        assert list(dict.fromkeys(table["policy"])) == POLICIES
    areas = pandas.read_csv(
        folder / "area-summary.csv", dtype={"area": str}, keep_default_na=False)
    assert set(areas["area"]) == set(AREAS)
