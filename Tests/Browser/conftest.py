# SPDX-License-Identifier: GPL-3.0-or-later
"""A browser without a network, and the reports of small studies."""

import os
import pathlib

import pytest
from playwright.sync_api import sync_playwright

from workbench import RUNNING, SERVER, Window, Workbench, new_page, small

# Set by scripts/test-report.sh: a folder of studies, each with a report.html.
STUDIES = pathlib.Path(os.environ.get("CORDON_STUDIES", ""))


def report(name):
    """The address of the report of the study in the given folder."""
    (path,) = (STUDIES / name).glob("*/report.html")
    return path


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox"],
        )
        yield browser
        browser.close()


class Visit:
    """A page opened from disk with the network off, and whatever it complained of."""

    def __init__(self, browser, path, **options):
        options.setdefault("viewport", {"width": 1280, "height": 900})
        self.context = browser.new_context(offline=True, accept_downloads=True, **options)
        self.page = self.context.new_page()
        self.complaints = []
        self.requests = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.as_uri())
        self.page.wait_for_function("document.documentElement.dataset.drawnIn", timeout=60_000)

    @property
    def drawn_in(self):
        """Milliseconds in which all pictures were drawn."""
        return float(self.page.evaluate("document.documentElement.dataset.drawnIn"))


@pytest.fixture
def visit(browser):
    """Opens reports, and closes them when the test is over."""
    visits = []

    def open_report(name, **options):
        visits.append(Visit(browser, report(name), **options))
        return visits[-1]

    yield open_report
    for visit in visits:
        visit.context.close()


@pytest.fixture(scope="session")
def bench(tmp_path_factory):
    """A workbench for all tests of a process, so that one has what another has simulated."""
    if RUNNING:
        server = Workbench.__new__(Workbench)
        server.attach(RUNNING)
        yield server
        return
    if not SERVER:
        pytest.skip("CORDON_SERVE names no server")
    server = Workbench(small(tmp_path_factory.mktemp("bench")))
    yield server
    assert server.stop() == 0


@pytest.fixture(scope="session")
def usual_page(browser):
    """A page for all tests of a process: a new one costs three times what loading it again does."""
    page = new_page(browser)
    yield page
    page.context.close()


@pytest.fixture
def window(browser, bench, usual_page):
    """Opens windows on the workbench, and closes them when the test is over.

    The first one is the page that all tests use one after the other. A second one is new, and so is one for fingers.
    """
    windows = []

    def open_window(url=None, **options):
        is_free = "has_touch" not in options and all(own.is_own for own in windows)
        windows.append(Window(browser, url or bench.url, page=usual_page if is_free else None, **options))
        return windows[-1]

    yield open_window
    for own in windows:
        own.close()
