#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the site in the folder given: docs/engine, the engine's symbols from archives of DocC, and Cordon's own pages.

    build.py PAGES ARCHIVE...

Every page is HTML with a style sheet beside it, so that a browser shows it from the disk as from a server.
"""

import html
import json
import os
import re
import shutil
import sys
from pathlib import Path

from markdown_it import MarkdownIt
from mdit_py_plugins.anchors import anchors_plugin

from highlighting import highlighted
from reference import Reference
from sources import GUIDE, ROOT, pages

HERE = Path(__file__).resolve().parent
OUT = Path(sys.argv[1])
# Cordon's own pages, and what else the repository says in Markdown where they link to it.
OWN = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "Benchmarks/README.md", "scenarios/data/SOURCES.md",
       "notebooks-out/README.md", *sorted(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md"))]
CONTENTS = GUIDE / "contents.md"


def slug(title):
    """The anchor of a heading, as forges make it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def target(path):
    """Where a file of the repository stands on the site."""
    if path.suffix == ".md" and path.is_relative_to(GUIDE):
        return str(path.relative_to(GUIDE).with_suffix(".html"))
    inside = path.relative_to(ROOT)
    return f"cordon/{inside.with_suffix('.html') if str(inside) in OWN else inside}"


class Site:
    def __init__(self, reference):
        self.reference = reference
        self.copied = set()
        self.entries = []

    def write(self, address, title, body):
        file = OUT / address
        file.parent.mkdir(parents=True, exist_ok=True)
        root = "../" * address.count("/")
        file.write_text(f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)} · the engine</title>
<link rel="stylesheet" href="{root}site.css">
<script defer src="{root}entries.js"></script>
<script defer src="{root}search.js" data-root="{root}"></script>
</head>
<body>
<a class="skip" href="#text">To the text</a>
<header><a class="home" href="{root}index.html">The engine</a>
<search><label for="search">Search</label><input id="search" type="search" placeholder="Search" autocomplete="off">
<ol id="search-found" hidden></ol></search></header>
<details class="menu"><summary>Contents</summary><nav aria-label="Contents">{self.navigation(address)}</nav></details>
<div class="columns"><nav class="side" aria-label="All pages">{self.navigation(address)}</nav>
<main id="text">
{body}
</main></div>
</body>
</html>
""")

    def navigation(self, address):
        """The list of contents, in which the page at the address is marked."""
        made = re.sub("<h1.*</h1>", "", self.render(CONTENTS, address)[1])
        return made.replace(
            f'href="{os.path.basename(address)}"', f'href="{os.path.basename(address)}" aria-current="page"')

    def link(self, source, address):
        """Turns what a page of the repository links to into what its page on the site does."""
        def made(href):
            if re.match(r"[a-z]+:", href) or href.startswith("#"):
                return href
            path, mark, anchor = href.partition("#")
            if path.startswith("reference/"):
                found = path
            else:
                file = (source.parent / path).resolve()
                if not file.exists():
                    raise SystemExit(f"{source}: there is no {href}")
                found = target(file)
                self.copy(file, found)
                if file.is_dir():
                    found += "/index.html"
            return os.path.relpath(found, os.path.dirname(address) or ".") + mark + anchor
        return made

    def copy(self, file, address):
        """Brings a file that is linked to onto the site, or a folder with a list of its files."""
        if address in self.copied or address.endswith(".html") and file.suffix == ".md":
            return
        self.copied.add(address)
        if file.is_dir():
            names = sorted(one.name for one in file.iterdir() if one.is_file() and not one.name.startswith("."))
            (OUT / address).mkdir(parents=True, exist_ok=True)
            for one in names:
                shutil.copy(file / one, OUT / address / one)
            items = "".join(f'<li><a href="{html.escape(one)}">{html.escape(one)}</a></li>' for one in names)
            self.write(f"{address}/index.html", file.name, f"<h1>{file.relative_to(ROOT)}</h1><ul>{items}</ul>")
        else:
            (OUT / address).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, OUT / address)

    def render(self, source, address):
        """The title and the HTML of a page of Markdown."""
        link = self.link(source, address)
        parser = MarkdownIt("commonmark", {"html": True}).enable("table").use(
            anchors_plugin, max_level=4, slug_func=slug)

        def link_open(self_, tokens, index, options, env):
            return f'<a href="{html.escape(link(tokens[index].attrs["href"]))}">'

        def image(self_, tokens, index, options, env):
            token = tokens[index]
            return f'<img src="{html.escape(link(token.attrs["src"]))}" alt="{html.escape(token.content)}">'

        def fence(self_, tokens, index, options, env):
            language = (tokens[index].info.split() or ["text"])[0]
            made = highlighted(tokens[index].content.rstrip("\n"), language)
            return f'<div class="printed">{made}</div>' if language == "output" else made

        parser.add_render_rule("link_open", link_open)
        parser.add_render_rule("image", image)
        parser.add_render_rule("fence", fence)
        parser.add_render_rule("table_open", lambda *_: '<div class="wide"><table>')
        parser.add_render_rule("table_close", lambda *_: "</table></div>")
        made = parser.render(source.read_text())
        title = re.search(r"<h1[^>]*>(.*?)</h1>", made)
        return html.unescape(re.sub("<[^>]+>", "", title[1])), self.with_files(made, address)

    @staticmethod
    def with_files(made, address):
        """Shows a source file where a paragraph is nothing but a link to it."""
        def shown(match):
            file = (OUT / address).parent / match[2]
            language = "swift" if file.suffix == ".swift" else "python"
            code = highlighted(re.sub(r"^(//|#) SPDX.*\n+", "", file.read_text().rstrip()), language)
            caption = f'<a href="{match[2]}">{match[3]}</a>'
            if language == "python":
                return f"<details><summary>{match[1]}{caption}</summary>{code}</details>"
            return f'<p class="file">{caption}</p>\n{code}'
        return re.sub(r'<p>(In SimPy: |In Ciw: )?<a href="([^"]+)">([^<]+\.(?:swift|py))</a></p>', shown, made)

    def add_markdown(self, source, address):
        title, body = self.render(source, address)
        self.entries.append([title, "page", address])
        self.entries += [
            [html.unescape(re.sub("<[^>]+>", "", text)), title, f"{address}#{anchor}"]
            for anchor, text in re.findall(r'<h[23] id="([^"]+)">(.*?)</h', body)]
        self.write(address, title, body)

    def add_reference(self):
        for url in self.reference.pages():
            address = self.reference.address(url)
            folder = os.path.dirname(address)
            body = self.reference.page(url, lambda to: os.path.relpath(to.partition("#")[0], folder)
                                       + (f"#{to.partition('#')[2]}" if "#" in to else ""))
            self.write(address, self.reference.titles[url], body)
        self.entries += self.reference.entries()


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    site = Site(Reference([Path(archive) for archive in sys.argv[2:]]))
    for page in pages():
        site.add_markdown(page, target(page))
    for page in OWN:
        site.add_markdown(ROOT / page, target(ROOT / page))
    site.add_reference()
    for file in ["site.css", "search.js"]:
        shutil.copy(HERE / file, OUT / file)
    (OUT / "entries.js").write_text(f"const entries = {json.dumps(site.entries, ensure_ascii=False)};\n")


main()
