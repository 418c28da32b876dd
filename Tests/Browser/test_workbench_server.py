# SPDX-License-Identifier: GPL-3.0-or-later
"""The workbench when things go wrong: hostile requests, slow simulations, a server that dies, many windows."""

import concurrent.futures
import http.client
import json
import os
import pathlib
import shlex
import shutil
import signal
import socket
import subprocess

import pytest

from hostile import POLICIES
from workbench import ROOT, SERVER, Window, Workbench, small

CORDON = os.environ.get("CORDON", str(ROOT / ".build/release/cordon"))

# --- Numbers --------------------------------------------------------------------------------------


@pytest.mark.skipif(not SERVER, reason="CORDON_SERVE names no server")
def test_the_numbers_are_those_of_compare_of_the_exported_file(window, bench, tmp_path):
    own = window()
    field = own.lever("acceptance").locator("input[type=number]")
    field.fill("62.5")
    field.press("Enter")
    own.wait(futures=5)
    # Nothing more is read while the table is read.
    table = own.table
    page = own.page
    folder = pathlib.Path(bench.scenario).parent
    (folder / "mine.yaml").write_text(page.locator("#yaml").text_content(), encoding="utf-8")
    words = shlex.split(page.locator("#command").text_content())
    assert words[:2] == ["cordon", "compare"]
    words += ["--replications", str(table["futures"])]
    done = subprocess.run(
        [CORDON, *words[1:], "--json", "--quiet", "--output", str(tmp_path / "study")], cwd=folder,
        env={**os.environ, "CORDON_SCENARIOS": str(ROOT / "scenarios")}, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    expected = {(cell["outcome"], cell["policy"]): cell for cell in told["answer"]["cells"]}
    assert len(table["cells"]) > 10
    for cell in table["cells"]:
        same = expected[cell["outcome"], cell["policy"]]
        # Bit for bit: both are the shortest text of the same number.
        assert float(cell["mean"]) == same["mean"], cell
        assert float(cell["difference"]) == same["change"], cell


def test_more_futures_change_no_earlier_ones(bench):
    setting = bench.ask({"acceptance": "80%"})["id"]
    first = []
    for answer in bench.answers(setting):
        first.append(answer)
        if answer["futures"] >= 8:
            break
    again = {}
    for answer in bench.answers(setting):
        again[answer["futures"]] = answer
        if answer["futures"] >= 8:
            break
    for answer in first:
        if answer["futures"] in again:
            assert answer["rows"] == again[answer["futures"]]["rows"]
    counts = [answer["futures"] for answer in first]
    assert counts == sorted(set(counts))


# --- Requests that nobody should make ---------------------------------------------------------------


def refused(answer):
    """Whether an answer says no, and says nothing of what is there."""
    status, headers, body = answer
    return 400 <= status < 500 and b"<script" not in body


def test_without_the_token_there_is_nothing(bench):
    for token in ("", "x", bench.token[:-1], bench.token + "x", bench.token.swapcase() + "0", "..", "%00"):
        for path in ("", "api/bench", "page/bench.js", "api/settings"):
            answer = bench.request(path=path, token=token)
            assert refused(answer), (token, path, answer[0])
            assert bench.token.encode() not in answer[2]


def test_another_host_is_refused(bench):
    for host in ("evil.example", f"evil.example:{bench.port}", "127.0.0.1.evil.example", f"127.0.0.1:{bench.port + 1}", ""):
        assert refused(bench.request(path="api/bench", headers={"Host": host})), host
    assert bench.request(path="api/bench", headers={"Host": f"127.0.0.1:{bench.port}"})[0] == 200


def test_another_origin_is_refused(bench):
    body = json.dumps({"mine": {"levers": {}, "triggers": []}, "unknowns": {}, "policies": ["cooperate"], "outcomes": [], "area": None})
    for origin in ("http://evil.example", "null", f"https://127.0.0.1:{bench.port}", f"http://127.0.0.1:{bench.port + 1}"):
        assert refused(bench.request("POST", "api/settings", body, {"Origin": origin})), origin
    assert bench.request("POST", "api/settings", body, {"Origin": f"http://127.0.0.1:{bench.port}"})[0] == 200
    # A form of another site cannot send JSON.
    assert refused(bench.request("POST", "api/settings", body, {"Content-Type": "text/plain"}))
    assert refused(bench.request("POST", "api/settings", body, {"Sec-Fetch-Site": "cross-site", "Origin": "http://evil.example"}))


@pytest.mark.parametrize("path", [
    "page/../../../../etc/passwd", "page/..%2f..%2f..%2fetc%2fpasswd", "page/%2e%2e/%2e%2e/etc/passwd", "page//etc/passwd",
    "page/....//....//etc/passwd", "page/bench.js%00.css", "page/..\\..\\etc\\passwd", "page/", "page/.", "page/Package.swift",
    "api/settings/../../etc/passwd/answers", "api/settings/..%2f..%2fx/scenario.yaml", "../api/bench"])
def test_no_path_leaves_the_list_of_files(bench, path):
    answer = bench.request(path=path)
    assert refused(answer), (path, answer[0])
    assert b"root:" not in answer[2]


def test_unknown_routes_and_methods_are_refused(bench):
    for path in ("api", "api/", "api/none", "api/settings/none/answers", "api/settings/none/report.html", "favicon.ico", "x" * 5_000):
        assert refused(bench.request(path=path)), path[:40]
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECTED"):
        assert refused(bench.request(method, "api/settings", "{}")), method
    assert refused(bench.request("POST", "api/bench", "{}"))
    assert refused(bench.request("GET", "api/settings"))


@pytest.mark.parametrize("body", [
    "", "{", "[]", "1e999", '"x"', '{"mine": 1}', '{"mine": {"levers": []}}', "[" * 5_000,
    '{"mine": {"levers": {"acceptance": 5}, "triggers": []}, "policies": ["mine"], "unknowns": {}, "outcomes": [], "area": null}',
    '{"mine": {"levers": {"acceptance": "x\\ny: 1"}, "triggers": []}, "policies": ["mine"], "unknowns": {}, "outcomes": [], "area": null}',
    '{"mine": {"levers": {"extends": "/etc/passwd"}, "triggers": []}, "policies": ["mine"], "unknowns": {}, "outcomes": [], "area": null}',
    '{"mine": {"levers": {}, "triggers": []}, "policies": ["/etc/passwd"], "unknowns": {}, "outcomes": [], "area": null}',
    '{"mine": {"levers": {}, "triggers": []}, "policies": ["mine"], "unknowns": {"seed": "1"}, "outcomes": [], "area": null}',
    '{"mine": {"levers": {}, "triggers": []}, "policies": ["mine"], "unknowns": {}, "outcomes": ["none"], "area": null}',
    '{"mine": {"levers": {}, "triggers": []}, "policies": ["mine"], "unknowns": {}, "outcomes": [], "area": "../Kent"}',
    "\ud800".encode("utf-8", "surrogatepass"), b"\xff\xfe\x00"])
def test_what_is_not_a_setting_is_refused_in_words(bench, body):
    status, _, said = bench.request("POST", "api/settings", body)
    assert status in (400, 413, 422), (status, said[:200])
    assert json.loads(said)["faults"][0]["message"]
    assert b"passwd" not in said or b"root:" not in said


def test_a_large_body_is_refused_without_being_read(bench):
    try:
        body = json.dumps({"mine": {"levers": {"acceptance": "x" * 5_000_000}}})
        assert bench.request("POST", "api/settings", body)[0] == 413
    except ConnectionError:
        pass  # It hung up while the body was still coming.
    # One that never comes is not waited for either.
    connection = http.client.HTTPConnection("127.0.0.1", bench.port, timeout=30)
    connection.putrequest("POST", f"/{bench.token}/api/settings")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(10**12))
    connection.endheaders()
    try:
        assert connection.getresponse().status == 413
    finally:
        connection.close()
    assert bench.request(path="api/bench")[0] == 200


def test_what_is_no_http_harms_nobody(bench):
    for bytes_ in (b"\x00" * 2_000, b"GET / HTTP/9.9\r\n\r\n", b"GET " + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x02\x00"):
        with socket.create_connection(("127.0.0.1", bench.port), timeout=10) as own:
            try:
                own.sendall(bytes_)
                own.shutdown(socket.SHUT_WR)
                own.recv(4_096)
            except OSError:
                pass
    assert bench.request(path="api/bench")[0] == 200


def test_it_listens_on_this_machine_alone(bench):
    listening = subprocess.run(["ss", "--listening", "--tcp", "--numeric", "--no-header"], capture_output=True, text=True)
    own = [line.split()[3] for line in listening.stdout.splitlines() if line.split()[3].endswith(f":{bench.port}")]
    assert own in ([f"127.0.0.1:{bench.port}"], [])
    assert bench.request(path="api/bench")[0] == 200


def test_the_page_may_run_nothing_but_its_own_files(bench):
    status, headers, body = bench.request()
    policy = {name.lower(): value for name, value in headers.items()}["content-security-policy"]
    assert status == 200 and "default-src 'none'" in policy and "script-src 'self'" in policy
    assert "unsafe" not in policy and "*" not in policy
    lower = {name.lower(): value for name, value in headers.items()}
    assert lower["x-content-type-options"] == "nosniff"
    assert lower["referrer-policy"] == "no-referrer"
    assert b" style=" not in body and b"<style" not in body and b" onclick" not in body


# --- Names -------------------------------------------------------------------------------------------


@pytest.mark.skipif(not SERVER, reason="CORDON_SERVE names no server")
def test_names_are_texts_and_never_markup(browser, tmp_path):
    server = Workbench(small(tmp_path, name=POLICIES[0], policies=[
        {"name": name, "preset": "cooperate", "levers": {"acceptance": f"{10 * index + 20}%"}}
        for index, name in enumerate(POLICIES[:4])]))
    try:
        own = Window(browser, server.url)
        page = own.page
        assert page.title() != "1337" and page.locator("img, main script").count() == 0
        # A column, or a remark that it cannot be one.
        assert "<img src=x" in page.locator("main").text_content() + page.locator("#remarks").text_content()
        page.locator("#choose > summary").click()
        page.get_by_role("button", name="The trade-off").click()
        page.wait_for_selector("#why-view figure[data-drawn]")
        assert page.title() != "1337" and page.locator("img, main script").count() == 0
        assert own.complaints == []
        own.context.close()
    finally:
        assert server.stop() == 0


# --- Slow, dead, many --------------------------------------------------------------------------------


def test_a_slow_simulation_leaves_the_page_usable(window, bench):
    own = window()
    page = own.page
    before = own.table
    held = []
    page.route("**/answers", lambda route: held.append(route))
    page.locator("#begin").select_option("clampdown")
    page.wait_for_function("() => document.getElementById('uncovered').hasAttribute('aria-busy')")
    # Everything but the numbers is there at once: what mine does, the file, the way out.
    page.wait_for_function("() => document.getElementById('yaml').textContent.includes('enforcement: 10%')")
    assert own.table["cells"] == before["cells"]
    lever = own.lever("liaison")
    lever.locator("input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.getElementById('yaml').textContent.includes('liaison')")
    page.locator("#choose > summary").click()
    assert page.locator("#columns").is_visible()
    page.unroute("**/answers")
    page.keyboard.press("Escape")
    lever.locator("input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    own.wait()
    assert own.complaints == []


@pytest.mark.skipif(not SERVER, reason="CORDON_SERVE names no server")
def test_a_server_that_is_killed_loses_nothing(browser, tmp_path):
    server = Workbench(small(tmp_path))
    try:
        own = Window(browser, server.url)
        field = own.lever("acceptance").locator("input[type=number]")
        field.fill("71")
        field.press("Enter")
        own.wait(futures=3)
        server.stop(signal.SIGKILL)
        page = own.page
        field.fill("72")
        field.press("Enter")
        page.locator("#trouble").wait_for()
        assert "does not answer" in page.locator("#trouble").text_content()
        # Controls go on, and the address has what was set.
        fragment = own.link(lambda said: said["levers"]["acceptance"] == "72%").partition("#")[2]
        server.start(server.port)
        again = Window(browser, f"{server.url}#{fragment}")
        assert again.lever("acceptance").locator("input[type=number]").input_value() == "72"
        assert "acceptance: 72%" in again.page.locator("#yaml").text_content()
        again.context.close()
        own.context.close()
    finally:
        server.stop()


def test_twenty_windows_do_not_pile_up_work(bench, window):
    settings = [bench.ask({"liaison": f"{index + 1}%"})["id"] for index in range(20)]

    def first(setting):
        for answer in bench.answers(setting):
            return answer["futures"]

    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        waiting = [pool.submit(first, setting) for setting in settings]
        # Who comes last is served, while the others wait.
        own = window()
        own.page.locator("#begin").select_option("early-handover")
        own.wait()
        assert all(own.result(timeout=60) >= 1 for own in waiting)
    assert bench.request(path="api/bench")[0] == 200


def test_a_hundred_moves_in_a_row_end_with_the_last_one(window):
    own = window()
    page = own.page
    slider = own.lever("acceptance").locator("input[type=range]")
    slider.focus()
    for _ in range(100):
        page.keyboard.press("ArrowLeft")
    value = own.lever("acceptance").locator("input[type=number]").input_value()
    page.wait_for_function(
        "text => document.getElementById('yaml').textContent.includes(text)", arg=f"acceptance: {value}%")
    own.wait()
    asked = [request for request in own.requests if request.endswith("/api/settings")]
    assert len(asked) < 60
    assert own.complaints == []


@pytest.mark.skipif(not SERVER, reason="CORDON_SERVE names no server")
def test_a_study_is_kept_as_a_folder_like_any_other(window, bench, tmp_path):
    own = window()
    page = own.page
    name = f"bench-test-{os.getpid()}"
    page.locator("#study-name").fill(name)
    page.locator("#study-futures").fill("4")
    page.get_by_role("button", name="Keep it").press("Enter")
    page.wait_for_function(
        "() => /^(Written|Not written)/.test(document.getElementById('kept').textContent)", timeout=90_000)
    said = page.locator("#kept").text_content()
    assert said.startswith("Written to "), said
    folder = pathlib.Path(said.removeprefix("Written to ").split(". ")[0])
    folder = folder if folder.is_absolute() else ROOT / folder
    try:
        assert (folder / "report.html").is_file() and (folder / "manifest.json").is_file()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    # A name that is a path is refused.
    page.locator("#study-name").fill("../../outside")
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_function("() => document.getElementById('kept').textContent.startsWith('Not written')")


def test_a_window_that_nobody_sees_stops_and_goes_on(window):
    own = window()
    page = own.page
    see = """isHidden => {
      Object.defineProperty(document, "hidden", {value: isHidden, configurable: true});
      document.dispatchEvent(new Event("visibilitychange"));
    }"""
    # The stream of the next setting is held, so that it is not over before nobody looks.
    held = []
    page.route("**/answers", lambda route: held.append(route.request.url))
    field = own.lever("duty-of-care").locator("input[type=number]")
    field.fill("33")
    field.press("Enter")
    page.wait_for_function("() => document.getElementById('yaml').textContent.includes('33%')")
    while not held:
        page.wait_for_timeout(50)
    with page.expect_event("requestfailed", lambda request: request.url == held[-1], timeout=20_000):
        page.evaluate(see, True)
    page.unroute("**/answers")
    with page.expect_request("**/api/settings"):
        page.evaluate(see, False)
    own.wait(futures=2)
