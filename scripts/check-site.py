#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the pages of the engine's libraries that `make site` has made, in the folder given.

Each page and each link to a page of ours must have a file, every reference in a text must be known, and nothing may
stay unresolved but protocols of Swift. Where there is Chromium, two pages are opened in it from a server on this machine.
"""

import functools
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading

PAGES = pathlib.Path(sys.argv[1])
# What must be read on a page when a browser has opened it.
OPENED = {
    "": ["The engine", "DiscreteEvents", "Replications"],
    "documentation/discreteevents/tellingalife/": ["Telling a life", "LifelikeShop", "Building a queue"],
}
faults = set()


def expect_page(address, where):
    """A page has its data and a file of its own, which any server finds."""
    path = address.partition("#")[0].strip("/")
    for file in [PAGES / "data" / f"{path}.json", PAGES / path / "index.html"]:
        if not file.is_file():
            faults.add(f"{where}: no file for the link to /{path}: {file.relative_to(PAGES)}")


def walk(value):
    """All the objects in a value of JSON."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from walk(part)


def check_links():
    pages = sorted((PAGES / "data").rglob("*.json"))
    links = 0
    for page in pages:
        where = str(page.relative_to(PAGES))
        data = json.loads(page.read_text())
        known = data.get("references", {})
        for name, reference in known.items():
            if reference["type"] == "unresolvable" and not reference["title"].startswith("Swift."):
                faults.add(f"{where}: {reference['title']} is not known")
            if reference.get("url", "").startswith("/"):
                links += 1
                expect_page(reference["url"], where)
        for part in walk({key: value for key, value in data.items() if key != "references"}):
            if part.get("type") == "reference" and part["identifier"] not in known:
                faults.add(f"{where}: {part['identifier']} is not known")
    for part in walk(json.loads((PAGES / "index" / "index.json").read_text())):
        if "path" in part:
            links += 1
            expect_page(part["path"], "the list of contents")
    return len(pages), links


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def check_in_browser(browser):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(PAGES)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for page, texts in OPENED.items():
        with tempfile.TemporaryDirectory() as profile:
            read = subprocess.run(
                [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
                 "--virtual-time-budget=8000", "--dump-dom", f"http://127.0.0.1:{server.server_port}/{page}"],
                check=True, text=True, timeout=120, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        body = read.partition("<body")[2]
        faults.update(f"/{page}: a browser does not show {text!r}" for text in texts if text not in body)
    server.shutdown()


pages, links = check_links()
browser = shutil.which("chromium") or shutil.which("chromium-browser")
# Below another path the pages ask a server for files that are not there.
if browser and not os.environ.get("CORDON_SITE_BASE"):
    check_in_browser(browser)
    opened = f"{len(OPENED)} pages opened in Chromium"
else:
    opened = "no page opened in a browser"
for fault in sorted(faults):
    print(f"check-site: {fault}", file=sys.stderr)
if faults or pages == 0 or links == 0:
    sys.exit(f"check-site: {len(faults)} faults in {pages} pages with {links} links")
print(f"{pages} pages, {links} links, none broken; {opened}.")
