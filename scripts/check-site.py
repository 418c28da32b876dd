#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the site that `make site` has made, in the folder given.

Each link and each picture must have a file, and each anchor a place on its page. Where there is Chromium, all pages are
opened in it from the disk: each must show its title, none may be wider than a telephone, and a search must find.
"""

import html
import json
import shutil
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

PAGES = Path(sys.argv[1]).resolve()
# Opens each page in a frame as wide as a telephone, and says in the end what was wrong.
OPENING = """<!doctype html><pre id="said"></pre><script>
const files = FILES;
const frame = document.createElement("iframe");
frame.style.cssText = "width: 390px; height: 800px; border: 0";
const said = [];
let next = 0;
frame.onload = () => {
  const page = frame.contentDocument;
  if (next > 0) {
    const name = files[next - 1];
    if (page.documentElement.scrollWidth > 390) said.push(`${name}: is wider than 390 pixels`);
    if (!page.querySelector("h1")?.offsetHeight) said.push(`${name}: shows no title`);
    if (next === 1) {
      const field = page.getElementById("search");
      field.value = "seize";
      field.dispatchEvent(new Event("input"));
      if (!page.querySelector("#search-found a")) said.push(`${name}: the search finds nothing`);
    }
  }
  if (next < files.length) frame.src = files[next++];
  else document.getElementById("said").textContent = JSON.stringify([next, said]);
};
document.body.append(frame);
</script>
"""


class Page(HTMLParser):
    """The links, pictures, anchors and titles of a page."""

    def __init__(self, file):
        super().__init__()
        self.links, self.anchors, self.titles = [], set(), 0
        self.feed(file.read_text())

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.titles += tag == "h1"
        if attributes.get("id"):
            if attributes["id"] in self.anchors:
                faults.add(f"two places have the name {attributes['id']}")
            self.anchors.add(attributes["id"])
        self.links += [attributes[name] for name in ("href", "src") if attributes.get(name)]


faults = set()
pages = {file: Page(file) for file in sorted(PAGES.rglob("*.html")) if "notebooks-out" not in file.parts}
links = 0
for file, page in pages.items():
    where = file.relative_to(PAGES)
    if page.titles < 1:
        faults.add(f"{where}: there is no title")
    for link in page.links:
        parts = urlsplit(link)
        if parts.scheme:
            continue
        links += 1
        target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
        if not target.is_file():
            faults.add(f"{where}: there is no {link}")
        elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors:
            faults.add(f"{where}: there is no such place: {link}")

browser = shutil.which("chromium") or shutil.which("chromium-browser")
opened = 0
if browser:
    with tempfile.TemporaryDirectory() as folder:
        opening = Path(folder) / "opening.html"
        opening.write_text(OPENING.replace("FILES", json.dumps([file.as_uri() for file in pages])))
        read = subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
             f"--user-data-dir={folder}", "--virtual-time-budget=60000", "--dump-dom", opening.as_uri()],
            check=True, text=True, timeout=300, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    said = html.unescape(read.partition('<pre id="said">')[2].partition("</pre>")[0])
    opened, wrong = json.loads(said or "[0, []]")
    faults.update(wrong)
    if opened < len(pages):
        faults.add(f"a browser has opened {opened} of {len(pages)} pages")
for fault in sorted(faults):
    print(f"check-site: {fault}", file=sys.stderr)
if faults or not links:
    sys.exit(f"check-site: {len(faults)} faults in {len(pages)} pages with {links} links")
print(f"{len(pages)} pages, {links} links, none broken; {opened} pages opened from the disk in Chromium.")
