# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages in docs/engine as they are written: blocks of code, what they print, and pictures drawn of it."""

import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "engine"


@dataclass
class Block:
    """A block of code and what stands for what it prints: the lines of an output, or a picture."""

    page: Path
    language: str
    code: str
    line: int
    output: tuple[int, int] | None = None
    printed: str | None = None
    picture: str | None = None
    drawing: str = ""

    @property
    def where(self):
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def markdown():
    """How all pages are read: CommonMark with tables."""
    return MarkdownIt("commonmark", {"html": True}).enable("table")


def pages():
    return sorted(GUIDE.rglob("*.md"))


def name(page):
    """The name of the program of a page."""
    return re.sub(r"\W", "_", str(page.relative_to(GUIDE).with_suffix("")))


def picture_of(paragraph):
    """The picture and its drawing, if the paragraph is nothing but a picture that is drawn here."""
    parts = paragraph.children or []
    if len(parts) == 1 and parts[0].type == "image":
        title = parts[0].attrs.get("title", "")
        if title.startswith("drawn: "):
            return parts[0].attrs["src"], title.removeprefix("drawn: ")
    return None


def blocks(page):
    """The blocks of a page, each with the output or the picture that follows it at once."""
    found = []
    tokens = [token for token in markdown().parse(page.read_text())
              if token.type in ("fence", "inline", "heading_open", "html_block")]
    last = None
    for token in tokens:
        language = token.info.strip() if token.type == "fence" else ""
        if language == "output":
            if last is None:
                raise SystemExit(f"{page}:{token.map[0] + 1}: this output follows no block of code")
            last.output, last.printed = tuple(token.map), token.content
        elif language:
            last = Block(page, language, token.content, token.map[0] + 1)
            found.append(last)
            continue
        elif token.type == "inline" and last and picture_of(token):
            last.picture, last.drawing = picture_of(token)
        last = None
    return found
