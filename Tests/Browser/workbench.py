# SPDX-License-Identifier: GPL-3.0-or-later
"""The workbench's server as a process, windows on it, and questions without a browser."""

import base64
import http.client
import json
import os
import pathlib
import re
import signal
import subprocess
import urllib.parse

ROOT = pathlib.Path(__file__).parents[2]
# The built server (`make serve` builds it in .build-serve). Without it, tests of the workbench are skipped.
SERVER = os.environ.get("CORDON_SERVE")
# An address of a server that runs already, for people who work on the page.
RUNNING = os.environ.get("CORDON_WORKBENCH")
# A folder with files of the page that take the place of those in the server, for the same people.
PAGE = os.environ.get("CORDON_WORKBENCH_PAGE")


def small(folder, **more):
    """A scenario of a small country and a short time, whose futures take a moment; its file in the folder."""
    file = folder / "small.yaml"
    file.write_text(json.dumps({
        "name": "A small country", "extends": str(ROOT / "scenarios/base.yaml"), "start": "2016-05-01",
        "warm-up": "0 days", "counted": "1 years", "areas": [{"name": "A", "population": "6000000 people"}], **more,
    }), encoding="utf-8")
    return file


class Workbench:
    """A server that runs, and its address with the token."""

    def __init__(self, scenario="scenarios/cooperate.yaml", port=0):
        self.scenario = scenario
        self.process = None
        self.start(port)

    def start(self, port=0):
        """Starts it; it says its address when it listens."""
        self.process = subprocess.Popen(
            [SERVER, str(self.scenario), "--port", str(port)], cwd=ROOT, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = []
        for line in self.process.stdout:
            said.append(line)
            found = re.search(r"http://127\.0\.0\.1:(\d+)/([^/\s]+)/", line)
            if found:
                self.url, self.port, self.token = found[0], int(found[1]), found[2]
                return
        raise RuntimeError("the server does not start: " + "".join(said))

    def attach(self, url):
        """Takes a server that runs already."""
        self.url, self.process = url, None
        self.port, self.token = urllib.parse.urlsplit(url).port, urllib.parse.urlsplit(url).path.strip("/")

    def stop(self, how=signal.SIGTERM):
        """Ends it, and says its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(timeout=20)
        self.process.stdout.close()
        return code

    @property
    def memory(self):
        """Kilobytes that the server holds in memory."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1])

    def request(self, method="GET", path="", body=None, headers=None, token=None):
        """A request without a browser: the status, the headers and the body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            own = {"Content-Type": "application/json"} if body is not None else {}
            connection.request(
                method, f"/{self.token if token is None else token}/{path}", body, {**own, **(headers or {})})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def ask(self, levers, **parts):
        """Sets levers of mine; what the server says of it."""
        question = {
            "mine": {"levers": levers, "triggers": []}, "unknowns": {}, "policies": ["cooperate", "mine"],
            "outcomes": [], "area": None, **parts}
        status, _, body = self.request("POST", "api/settings", json.dumps(question))
        assert status == 200, body
        return json.loads(body)

    def answers(self, setting):
        """The answers of a setting, one after the other, as the server streams them."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request("GET", f"/{self.token}/api/settings/{setting}/answers")
            stream = connection.getresponse()
            assert stream.status == 200, stream.status
            name = None
            for raw in iter(stream.readline, b""):
                line = raw.decode().rstrip()
                if line.startswith("event: "):
                    name = line[7:]
                elif line.startswith("data: "):
                    if name != "answer":
                        return
                    yield json.loads(line[6:])
        finally:
            connection.close()


def new_page(browser, **options):
    """A page in a context of its own."""
    return browser.new_context(accept_downloads=True, **options).new_page()


class Window:
    """A window on a workbench, and whatever it complained of.

    It is a page that is there already, or one in a context of its own.
    """

    def __init__(self, browser, url, wait=True, page=None, width=1280, height=800, color_scheme="null",
                 reduced_motion="null", **options):
        self.is_own = page is None
        self.page = page or new_page(browser, **options)
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(media="null", color_scheme=color_scheme, reduced_motion=reduced_motion)
        self.context = self.page.context
        self.complaints = []
        self.requests = []
        self.listeners = {
            "console": lambda message: self.complaints.append(message.text),
            "pageerror": lambda error: self.complaints.append(str(error)),
            "request": lambda request: self.requests.append(request.url)}
        for event, listener in self.listeners.items():
            self.page.on(event, listener)
        if PAGE:
            self.page.route("**/page/*", self.replace)
        self.page.goto(url)
        if wait:
            # From 12 futures on there are intervals.
            self.wait(futures=12)

    def close(self):
        """Closes it; a page that was there already is emptied, for the next one."""
        if self.is_own:
            self.context.close()
            return
        self.page.unroute_all()
        for event, listener in self.listeners.items():
            self.page.remove_listener(event, listener)
        self.context.clear_permissions()
        self.page.goto("about:blank")

    @staticmethod
    def replace(route):
        """Gives a file of the folder, if it is there."""
        file = pathlib.Path(PAGE) / urllib.parse.urlsplit(route.request.url).path.rpartition("/")[2]
        if file.is_file():
            route.fulfill(path=file)
        else:
            route.continue_()

    def wait(self, futures=1):
        """Waits until the page is at rest: its answer is of all that has been set, and has so many futures."""
        self.page.wait_for_function(
            """futures => {
              const {setting, futures: count} = document.getElementById("answer").dataset;
              return setting && Number(count) >= futures && !document.getElementById("uncovered").hasAttribute("aria-busy");
            }""", arg=futures, timeout=60_000)

    @property
    def setting(self):
        """The name of the setting whose answer is shown."""
        return self.page.evaluate("document.getElementById('answer').dataset.setting")

    def link(self, is_there):
        """The address of the page once what it says is what is waited for."""
        for _ in range(200):
            url = self.page.url
            if "#" in url and is_there(setting_of(url)):
                return url
            self.page.wait_for_timeout(50)
        raise AssertionError(f"the address of the page does not follow: {self.page.url}")

    def control(self, path):
        """The control of a lever or of an unknown."""
        return self.page.locator(f'.control[data-path="{path}"]')

    def lever(self, name):
        """The control of a lever, in a group that is open."""
        control = self.control(f"policy.levers.{name}")
        control.evaluate("e => { const group = e.closest('details.group'); if (group) group.open = true; }")
        return control

    @property
    def table(self):
        """How many futures are counted, and the exact means and differences, read in one go."""
        return self.page.evaluate("""() => ({
          futures: Number(document.getElementById("answer").dataset.futures),
          cells: [...document.querySelectorAll("#first-table td[data-policy]")].map(cell => ({
            policy: cell.dataset.policy, outcome: cell.dataset.outcome, kind: cell.classList[0],
            mean: cell.querySelector("b").dataset.v, difference: cell.querySelector(".change").dataset.v
          }))
        })""")


def setting_of(url):
    """What the fragment of an address says."""
    text = urllib.parse.urlsplit(url).fragment
    return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
