# SPDX-License-Identifier: GPL-3.0-or-later
"""Every control of the workbench, by mouse and by keyboard, in a real browser."""

import base64
import json
import os
import pathlib
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from workbench import SERVER, Window, Workbench, setting_of

# Where pictures of the workbench are kept, for people to look at.
SCREENSHOTS = pathlib.Path(os.environ.get("CORDON_SCREENSHOTS", ".build-screenshots"))
SIZES = [(1280, 800), (390, 844)]


def test_it_opens_with_an_answer_and_asks_nobody_but_its_server(window, bench):
    own = window()
    page = own.page
    heads = page.locator("#first-table thead th").all_text_contents()
    assert heads[1] == "status-quo" and heads[-1].endswith("mine")
    assert page.locator("#first-table tbody tr").count() > 3
    assert page.locator("#times svg g.means path").count() > 3
    assert re.search(r"\d+ of \d+ futures", page.locator("#count").text_content())
    assert "against the status quo" in page.locator("#question").text_content()
    assert all(request.startswith((bench.url, "data:")) for request in own.requests)
    assert own.complaints == []


@pytest.mark.parametrize("width, height", SIZES)
def test_nothing_is_wider_than_the_window(window, width, height):
    page = window(width=width, height=height).page
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(
        "[...document.querySelectorAll('#first-table td')].every(e => e.scrollWidth <= e.clientWidth + 1)")


def test_a_slider_moves_by_keyboard_and_the_answer_follows(window):
    own = window()
    lever = own.lever("acceptance")
    slider, field = lever.locator("input[type=range]"), lever.locator("input[type=number]")
    start = float(field.input_value())
    slider.focus()
    own.page.keyboard.press("ArrowLeft")
    moved = float(field.input_value())
    assert moved < start and float(slider.input_value()) == moved
    own.wait()
    assert f"{moved:g}%" in own.page.locator("#deeds").text_content()
    assert f"acceptance: {moved:g}%" in own.page.locator("#yaml").text_content()
    assert "moved" in lever.get_attribute("class")
    assert own.complaints == []


def test_an_exact_value_is_typed_and_taken_back(window):
    own = window()
    lever = own.lever("enforcement")
    field = lever.locator("input[type=number]")
    field.fill("4.25")
    field.press("Enter")
    own.wait()
    assert "enforcement: 4.25%" in own.page.locator("#yaml").text_content()
    lever.locator(".back").press("Enter")
    own.wait()
    assert "moved" not in lever.get_attribute("class").split()
    assert "enforcement" not in own.page.locator("#yaml").text_content()


def test_a_value_that_is_not_allowed_is_refused_beside_its_control(window):
    own = window()
    table = own.table["cells"]
    lever = own.lever("acceptance")
    field = lever.locator("input[type=number]")
    field.fill("140")
    field.press("Tab")
    fault = lever.locator(".fault")
    fault.wait_for(state="visible")
    assert "140" in fault.text_content() and "100" in fault.text_content()
    # The answer that is there is said to be that of the setting before.
    assert own.page.locator("#uncovered").get_attribute("aria-busy") == "true"
    assert [cell["outcome"] for cell in own.table["cells"]] == [cell["outcome"] for cell in table]
    field.fill("90")
    field.press("Tab")
    own.wait()
    assert fault.is_hidden()


def test_switches_lists_and_none_are_set_by_keyboard(window):
    own = window()
    page = own.page
    box = own.lever("evidence-checklist").locator("input[type=checkbox]")
    was = box.is_checked()
    box.press("Space")
    assert box.is_checked() != was
    choice = own.lever("triage-priority").locator("select")
    choice.focus()
    choice.select_option("above-own")
    none = own.lever("handover-promise").locator(".none input")
    none.press("Space")
    own.wait()
    text = page.locator("#yaml").text_content()
    assert "triage-priority: above-own" in text
    assert own.lever("handover-promise").locator("input[type=range]").is_disabled() == none.is_checked()


def test_an_answer_that_comes_while_a_lever_moves_is_said_to_be_of_a_setting_before(browser, bench):
    own = Window(browser, bench.url, wait=False)
    own.page.add_init_script("""
      window.streams = [];
      window.EventSource = class extends EventSource {
        constructor(url) {
          super(url);
          window.streams.push(this);
          this.addEventListener("answer", event => { this.last = event.data; });
        }
      };
    """)
    own.page.reload()
    own.wait(futures=12)
    slider = own.lever("acceptance").locator("input[type=range]")
    # The last answer comes once more, in the moment in which the lever is set and not yet asked for.
    said = slider.evaluate("""slider => {
      const stream = window.streams.at(-1);
      slider.value = 73;
      slider.dispatchEvent(new Event("input", {bubbles: true}));
      stream.dispatchEvent(new MessageEvent("answer", {data: stream.last}));
      return new Promise(done => setTimeout(() => done([
        document.getElementById("uncovered").hasAttribute("aria-busy"), document.getElementById("yaml").textContent
      ]), 10));
    }""")
    assert said[0] is True and "73%" not in said[1]
    own.wait()
    assert "acceptance: 73%" in own.page.locator("#yaml").text_content()
    own.context.close()


def test_a_policy_to_begin_with_sets_its_levers(window):
    own = window()
    own.page.locator("#begin").select_option("clampdown")
    own.wait()
    assert "enforcement: 10%" in own.page.locator("#yaml").text_content()
    # Mine is clampdown now, with the same luck: the same numbers.
    cells = {(cell["outcome"], cell["policy"]): cell["mean"] for cell in own.table["cells"]}
    pairs = [outcome for outcome, policy in cells if policy == "clampdown"]
    for outcome in pairs:
        assert cells[outcome, "mine"] == cells[outcome, "clampdown"]
    own.page.locator("#begin").select_option("status-quo")
    own.wait()
    assert "status quo" in own.page.locator("#deeds").text_content()


def test_a_lever_that_needs_another_is_warned_of(window):
    own = window()
    own.page.locator("#begin").select_option("status-quo")
    field = own.lever("standby-officers").locator("input[type=number]")
    field.fill("4")
    field.press("Tab")
    warning = own.page.locator("#warnings li", has_text="stand by only where groups give notice")
    warning.first.wait_for()
    assert "needy" in own.lever("standby-officers").get_attribute("class").split()
    notice = own.lever("notice").locator("input[type=number]")
    notice.fill("50")
    notice.press("Tab")
    warning.first.wait_for(state="detached")


def test_a_trigger_is_a_sentence_with_blanks(window):
    own = window()
    page = own.page
    page.locator("#add-trigger").press("Enter")
    sentence = page.locator(".triggers li")
    assert page.evaluate("document.activeElement.closest('.triggers') !== null")
    page.locator('[data-blank="0-outcome"]').select_option("serious-disorder")
    page.locator('[data-blank="0-then"]').select_option("clampdown")
    page.locator('[data-blank="0-for"]').fill("120")
    page.locator('[data-blank="0-for"]').press("Tab")
    page.locator('[data-blank="0-has-until"]').press("Space")
    page.locator('[data-blank="0-until-threshold"]').wait_for()
    page.locator('[data-blank="0-rest"]').fill("30")
    page.locator('[data-blank="0-rest"]').press("Tab")
    own.wait()
    text = page.locator("#yaml").text_content()
    assert "serious-disorder >= 1 within 90 days" in text and "120 days" in text and "30 days" in text
    # It is answered with how long it holds.
    page.locator(".held li").first.wait_for()
    assert "% of days" in page.locator(".held").text_content()
    page.locator(".triggers button").press("Enter")
    assert sentence.count() == 0
    assert page.evaluate("document.activeElement.id") == "add-trigger"
    assert own.complaints == []


def test_filling_in_a_blank_of_a_trigger_loses_no_click_and_no_key(window):
    own = window()
    page = own.page
    page.locator("#add-trigger").click()
    blank = lambda name: page.locator(f'[data-blank="0-{name}"]')
    box = page.locator(".triggers").first
    # What is typed counts when the mouse goes down elsewhere; what it went down on must still be there when it goes up.
    blank("for").fill("120")
    blank("has-until").click()
    assert blank("has-until").is_checked() and blank("until-threshold").is_visible()
    blank("until-within").fill("45")
    blank("rest").click()
    assert page.evaluate("document.activeElement.dataset.blank") == "0-rest"
    # The same with the next blank by keyboard.
    blank("when-threshold").fill("2")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.blank") == "0-when-within"
    own.wait()
    text = page.locator("#yaml").text_content()
    assert ">= 2 within 90 days" in text and "< 1 within 45 days" in text and "120 days" in text
    # What ends it is of the same outcome, whichever that is.
    other = blank("outcome").locator("option").nth(3).get_attribute("value")
    blank("outcome").select_option(other)
    own.wait()
    assert page.locator("#yaml").text_content().count(f"{other} ") == 2 and "until it is" in box.text_content()


def test_two_triggers_keep_their_blanks_when_one_is_removed(window):
    own = window()
    page = own.page
    for then in ("clampdown", "licence"):
        page.locator("#add-trigger").click()
        page.locator(".triggers li").last.locator('[data-blank$="-then"]').select_option(then)
    page.get_by_role("button", name="Remove trigger 1").press("Enter")
    assert page.locator('[data-blank="0-then"]').input_value() == "licence"
    own.wait()
    assert page.locator("#yaml").text_content().count("then: ") == 1 and "then: licence" in page.locator("#yaml").text_content()


def test_an_unknown_moves_and_the_title_says_so(window):
    own = window()
    control = own.page.locator("#unknowns .control").first
    path = control.get_attribute("data-path")
    slider = control.locator("input[type=range]")
    slider.focus()
    own.page.keyboard.press("End")
    own.wait()
    assert path in own.page.locator("#question").text_content()
    assert path.split(".")[0] in own.page.locator("#yaml").text_content() or path in own.page.locator("#command").text_content()
    own.page.get_by_role("button", name="All back to the central values").press("Enter")
    own.wait()
    assert path not in own.page.locator("#question").text_content() + own.page.locator("#yaml").text_content()


def test_an_unknown_says_where_the_answer_turns_until_something_else_is_set(window):
    own = window()
    page = own.page
    control = page.locator("#unknowns .control").first
    control.get_by_role("button", name="Where does the answer turn?").press("Enter")
    said = control.locator("div.turns")
    page.wait_for_function(
        "said => / keep their sign from | no two sides /.test(said.textContent)", arg=said.element_handle(), timeout=120_000)
    sentences = said.locator("p").all_text_contents()
    # Each point that is told within the range is marked on the slider.
    points = sum(len(re.findall(r" at \S+(?: \S+)? \(", line)) for line in sentences if ": turns at" in line)
    assert control.locator(".tick.turn").count() >= points
    # Its own value changes nothing of that; any other does.
    control.locator("input[type=range]").focus()
    page.keyboard.press("End")
    assert said.locator("p").count() == len(sentences)
    page.locator("#unknowns .control").nth(1).locator("input[type=range]").focus()
    page.keyboard.press("End")
    own.wait()
    assert said.locator("p").count() == 0 and control.locator(".tick.turn").count() == 0
    assert own.complaints == []


def test_columns_and_rows_are_chosen(window):
    own = window()
    page = own.page
    page.locator("#choose > summary").press("Enter")
    page.locator('#columns input[value="licence"]').press("Space")
    own.wait()
    assert "licence" in " ".join(page.locator("#first-table thead th").all_text_contents())
    rows = page.locator("#rows input:checked")
    wanted = rows.first.get_attribute("value")
    for value in rows.evaluate_all("all => all.map(box => box.value)")[1:]:
        page.locator(f'#rows input[value="{value}"]').press("Space")
    # The last one stays.
    assert page.locator(f'#rows input[value="{wanted}"]').is_disabled()
    own.wait()
    assert page.locator("#first-table tbody tr").count() == 1
    assert page.locator("#first-table td").first.is_visible()


def test_a_guess_is_kept_beside_the_answer_and_may_come_first(window):
    own = window()
    page = own.page
    page.locator("#guess-box > summary").press("Enter")
    page.get_by_label("Hide the answer until I have guessed").check()
    assert page.locator("#first-table").is_hidden() and page.locator("#cover").is_visible()
    page.get_by_label("Outcome that you guess").select_option("serious-disorder")
    page.get_by_label("Your guess under mine").fill("4.5")
    page.get_by_label("Your guess under mine").press("Enter")
    assert page.locator("#first-table").is_visible()
    cell = page.locator('td[data-policy=mine][data-outcome="serious-disorder"]')
    assert "guessed 4.5" in cell.text_content()
    assert "you guessed 4.5; the answer is" in page.locator(".guesses").text_content()
    page.wait_for_function("() => document.querySelectorAll('#times g.goalMarks line').length === 1")
    # Further answers change the words and leave the button: whoever is about to press it finds it.
    forget = page.get_by_label("Forget the guess of serious disorder")
    forget.focus()
    own.lever("duty-of-care").locator("input[type=range]").evaluate(
        "e => { e.value = 77; e.dispatchEvent(new Event('input', {bubbles: true})); }")
    own.wait()
    assert page.evaluate("document.activeElement.textContent") == "Forget"
    forget.press("Enter")
    assert page.locator("#first-table").is_hidden()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_target_says_who_reaches_it(window):
    own = window()
    page = own.page
    page.locator("#guess-box > summary").click()
    page.get_by_label("Outcome of the target").select_option("serious-disorder")
    page.get_by_label("Side of the target").select_option("most")
    page.get_by_label("Target", exact=True).fill("1000000")
    page.get_by_role("button", name="Set the target").click()
    cells = page.locator('td[data-outcome="serious-disorder"] .target').all_text_contents()
    assert cells and all("reaches" in text for text in cells)
    page.get_by_label("Target", exact=True).fill("0")
    page.get_by_label("Side of the target").select_option("least")
    page.get_by_role("button", name="Set the target").click()
    page.get_by_role("button", name="No target").click()
    assert page.locator("#first-table .target").all_text_contents() == [""] * page.locator("#first-table .target").count()


@pytest.mark.parametrize("name, words", [
    ("waterfall", "Lever by lever"), ("trade-off", "The trade-off"), ("months", "Over time")])
def test_why_is_drawn(window, name, words):
    own = window()
    own.wait(futures=5)
    tab = own.page.get_by_role("button", name=words)
    tab.press("Enter")
    assert tab.get_attribute("aria-pressed") == "true"
    own.page.wait_for_function(
        "() => document.querySelector('#why-view figure[data-drawn] svg') !== null", timeout=60_000)
    assert own.page.locator("#why-view figure").first.locator("table tbody tr").count() > 1
    assert own.complaints == []


@pytest.mark.parametrize("width, height", SIZES)
def test_a_trade_off_has_the_outcomes_that_are_chosen_and_the_link_has_them(window, width, height):
    own = window(width=width, height=height)
    page = own.page
    own.wait(futures=12)
    tab = page.get_by_role("button", name="The trade-off")
    tab.press("Enter")
    drawn = "figure => figure?.dataset.drawn && figure.querySelector('h3').textContent.toLowerCase()"
    page.wait_for_function(f"() => ({drawn})(document.querySelector('#why-view figure'))")
    across, up = page.get_by_role("combobox", name="Across", exact=True), page.get_by_role("combobox", name="Up", exact=True)
    before = across.input_value()
    # By keyboard: the focus stays in the list while the picture changes.
    across.focus()
    across.select_option("cost")
    up.select_option("serious-disorder")
    page.wait_for_function(
        f"() => {{ const words = ({drawn})(document.querySelector('#why-view figure')); "
        "return words && words.startsWith('cost against serious disorder'); }")
    assert "Better is left and down." == page.locator("#better").text_content()
    assert page.locator("#why-view figure th[data-field=x]").first.text_content().startswith("Cost")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # An outcome against itself says nothing: the two change places.
    up.select_option("cost")
    assert across.input_value() == "serious-disorder"
    across.select_option("cost")
    url = own.link(lambda said: said["axes"] == {"x": "cost", "y": "serious-disorder"} and said["view"] == "trade-off")
    other = window(url)
    other.wait(futures=1)
    assert other.page.get_by_role("button", name="The trade-off").get_attribute("aria-pressed") == "true"
    assert other.page.locator("#axis-x").input_value() == "cost" != before
    other.page.wait_for_function(f"() => ({drawn})(document.querySelector('#why-view figure'))", timeout=60_000)
    assert own.complaints == [] and other.complaints == []


def test_one_future_is_told_as_a_story(window):
    own = window()
    page = own.page
    page.locator("#begin").select_option("early-handover")
    own.wait(futures=3)
    page.get_by_role("button", name="One future").click()
    page.get_by_role("button", name="Next future").press("Enter")
    assert page.locator("#future").input_value() == "2"
    story = page.frame_locator("#story")
    story.locator("#summary").wait_for(timeout=60_000)
    heads = story.locator("#counts thead th").all_text_contents()
    assert "mine" in heads and "status-quo" in heads


def test_the_link_restores_everything(window, bench):
    own = window()
    page = own.page
    field = own.lever("liaison").locator("input[type=number]")
    field.fill("7.5")
    field.press("Tab")
    page.locator("#add-trigger").click()
    own.wait()
    url = own.link(lambda said: said["triggers"])
    assert setting_of(url)["levers"]["liaison"] == "7.5%"
    # What is after the sign is sent to no server.
    assert not any("#" in request for request in own.requests)
    other = window(url)
    assert other.lever("liaison").locator("input[type=number]").input_value() == "7.5"
    assert other.page.locator(".triggers li").count() == 1
    assert other.setting == own.setting


def test_a_link_with_what_there_is_not_says_so(window, bench):
    link = {
        "levers": {"acceptance": "60%", "<img src=x onerror=document.title=1337>": "1"}, "policies": ["mine", 7],
        "triggers": [{"outcome": "stings", "threshold": "<b>"}], "guesses": [1], "target": {"outcome": "stings"}}
    text = base64.urlsafe_b64encode(json.dumps(link).encode()).decode().rstrip("=")
    own = window(f"{bench.url}#{text}")
    said = own.page.locator("#trouble")
    said.wait_for()
    assert "<img src=x" in said.text_content() and "a trigger with a blank" in said.text_content()
    assert own.page.title() != "1337" and own.page.locator("#trouble img").count() == 0
    assert own.lever("acceptance").locator("input[type=number]").input_value() == "60"
    broken = window(f"{bench.url}#%%%")
    assert "cannot be read" in broken.page.locator("#trouble").text_content()


def test_everything_leaves(window, browser):
    own = window()
    page = own.page
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Save the file").click()
    with open(waiting.value.path(), encoding="utf-8") as file:
        assert file.read().strip() == page.locator("#yaml").text_content().strip()
    assert page.locator("#command").text_content().startswith("cordon compare ")
    own.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the link").press("Enter")
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert setting_of(copied)["policies"] == setting_of(page.url if "#" in page.url else copied)["policies"]
    for name in ("report", "brief"):
        assert page.locator(f"#{name}").get_attribute("href").endswith(f"{name}.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width, height", SIZES)
def test_axe_finds_no_serious_fault(window, scheme, width, height):
    own = window(color_scheme=scheme, width=width, height=height, reduced_motion="reduce")
    page = own.page
    page.locator("#add-trigger").click()
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    page.get_by_role("button", name="The trade-off").click()
    page.wait_for_selector("#why-view figure[data-drawn]")
    own.wait()
    page.wait_for_function("() => document.getAnimations().length === 0")
    # The rows of a table are all of a kind: the first ones stand for the thousands of single futures.
    page.evaluate("""() => {
      for (const body of document.querySelectorAll("tbody")) while (body.rows.length > 10) body.lastElementChild.remove();
    }""")
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    grave = [
        (fault["id"], [node["html"][:120] for node in fault["nodes"][:3]])
        for fault in found if fault["impact"] in ("serious", "critical")]
    assert grave == []


def test_tab_reaches_every_control_and_shows_where_it_is(window):
    page = window().page
    wanted = page.evaluate("""() => {
      const all = [...document.querySelectorAll("summary, button, a[href], input, select, [tabindex]")]
        .filter(e => e.checkVisibility() && !e.disabled);
      all.forEach((e, index) => { e.dataset.order = index; });
      return all.length;
    }""")
    seen = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        order, outline = page.evaluate("""() => {
          const e = document.activeElement;
          return [e.dataset.order ?? null, getComputedStyle(e).outlineStyle];
        }""")
        if order is not None:
            assert outline != "none", order
            seen.add(order)
    assert len(seen) == wanted


def test_on_a_telephone_the_answer_is_a_touch_away(window):
    own = window(width=390, height=844, has_touch=True)
    page = own.page
    assert re.search(r"mine: .*\(\d+\)", page.locator("#short").text_content())
    page.locator("#short a", has_text="my policy").tap()
    page.wait_for_function("() => document.getElementById('mine-heading').getBoundingClientRect().y < 800")
    assert page.locator("#trouble").is_hidden()
    small = page.evaluate("""() => [...document.querySelectorAll("#panel input, #panel button, #panel select")]
      .filter(e => e.checkVisibility() && e.type !== "checkbox")
      .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height]).filter(([, height]) => height < 24)""")
    assert small == []


def test_it_prints_the_answer_without_controls(window):
    page = window(color_scheme="dark").page
    page.emulate_media(media="print")
    assert page.locator("#first-table").is_visible() and page.locator("#panel").is_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_who_wants_no_motion_sees_none(window):
    own = window(reduced_motion="reduce")
    own.page.evaluate("""() => {
      window.seen = [];
      const cell = document.querySelector("td[data-policy=mine] b");
      new MutationObserver(() => window.seen.push(cell.textContent)).observe(cell, {childList: true, characterData: true, subtree: true});
    }""")
    own.page.locator("#begin").select_option("clampdown")
    own.wait()
    seen = own.page.evaluate("[window.seen.length, Number(document.getElementById('answer').dataset.futures)]")
    # No more texts than answers.
    assert seen[0] <= 20


@pytest.mark.skipif(not SERVER, reason="CORDON_SERVE names no server")
def test_pictures_are_kept_for_people(browser):
    # A whole scenario, as people have it.
    server = Workbench("scenarios/cooperate.yaml")
    try:
        own = Window(browser, server.url, wait=False, reduced_motion="reduce")
        page = own.page
        own.wait()
        page.locator("#begin").select_option("early-handover")
        own.wait(futures=12)
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        for picture, (width, height), scheme in [
                ("workbench", SIZES[0], "light"), ("workbench-dark", SIZES[0], "dark"), ("workbench-390", SIZES[1], "light")]:
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)
            page.wait_for_function("() => document.getAnimations().length === 0")
            page.screenshot(path=SCREENSHOTS / f"{picture}.png")
            assert (SCREENSHOTS / f"{picture}.png").stat().st_size > 20_000
        own.close()
    finally:
        assert server.stop() == 0
