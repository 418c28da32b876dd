# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of the engine's symbols, as HTML of what DocC has rendered to JSON.

DocC's own pages ask a server for that JSON and stay blank when they are opened from the disk; its option to write the
content into each page (`--experimental-transform-for-static-hosting-with-content`) crashes in Swift 6.3 on Linux. The
JSON is what DocC documents (RenderNode), so that it is turned into HTML here: a page for a module, for an article and
for a type, which has its members on it.
"""

import html
import json
import re

from highlighting import highlighted

TYPES = ["Structure", "Enumeration", "Protocol", "Class"]


class Reference:
    """All pages of all modules, by the address that DocC gives them."""

    def __init__(self, archives):
        self.nodes = {}
        for archive in archives:
            for file in sorted((archive / "data" / "documentation").rglob("*.json")):
                node = json.loads(file.read_text())
                self.nodes[node["identifier"]["url"]] = node
        # Members that protocols of Swift give to every type are left out.
        self.nodes = {url: node for url, node in self.nodes.items() if not url.endswith("-Implementations")}
        self.references = {}
        for node in self.nodes.values():
            self.references |= node.get("references", {})
        self.titles = {url: node["metadata"]["title"] for url, node in self.nodes.items()}
        # What has no page has a place on that of its owner, whose names differ.
        self.members = {}
        for url in self.pages():
            taken = set()
            for section in self.nodes[url].get("topicSections", []):
                for one in section["identifiers"]:
                    if one in self.nodes and not self.has_page(one):
                        place = re.sub(r"[^A-Za-z0-9]+", "-", one.removeprefix(url + "/")).strip("-").lower()
                        while place in taken:
                            place += "-2"
                        taken.add(place)
                        self.members[one] = f"{self.address(url)}#{place}"

    def has_page(self, url):
        node = self.nodes.get(url)
        if node is None:
            return False
        parent = self.nodes.get(self.parent(url))
        return (
            node["kind"] == "article" or node["metadata"]["role"] == "collection"
            or node["metadata"].get("roleHeading") in TYPES
            or parent is not None and parent["metadata"]["role"] == "collection")

    def parent(self, url):
        return url.rpartition("/")[0]

    def address(self, url):
        """The file of a page below the root of the site, and the place of a member on it."""
        if url in self.members:
            return self.members[url]
        if not self.has_page(url):
            return None
        path = url.partition("/documentation/")[2]
        return f"reference/{re.sub(r'[^A-Za-z0-9/]+', '-', path).strip('-')}.html"

    def pages(self):
        return [url for url in self.nodes if self.has_page(url)]

    # What follows makes HTML. `link` turns an address below the root into one that the page can use.

    def link_to(self, identifier, link, text=None):
        """A link to a symbol or an article, or its name alone if it is not ours."""
        reference = self.references.get(identifier, {})
        title = text or html.escape(reference.get("title") or identifier.rpartition("/")[2])
        is_code = reference.get("role") in ("symbol", "dictionarySymbol") and not text
        title = f"<code>{title}</code>" if is_code else title
        if reference.get("type") == "link":
            return f'<a href="{html.escape(reference["url"])}">{title}</a>'
        address = self.address(identifier) if identifier in self.nodes else None
        return f'<a href="{link(address)}">{title}</a>' if address else title

    def inline(self, parts, link):
        made = []
        for part in parts or []:
            match part["type"]:
                case "text": made.append(html.escape(part["text"]))
                case "codeVoice": made.append(f"<code>{html.escape(part['code'])}</code>")
                case "emphasis": made.append(f"<em>{self.inline(part['inlineContent'], link)}</em>")
                case "strong": made.append(f"<strong>{self.inline(part['inlineContent'], link)}</strong>")
                case "reference": made.append(self.link_to(part["identifier"], link))
                case other: raise SystemExit(f"reference: no HTML for {other}")
        return "".join(made)

    def content(self, parts, link, level=0):
        made = []
        for part in parts or []:
            match part["type"]:
                case "heading":
                    size = min(6, part["level"] + level)
                    made.append(f'<h{size} id="{part["anchor"].lower()}">{html.escape(part["text"])}</h{size}>'
                                if level == 0 else f"<h{size}>{html.escape(part['text'])}</h{size}>")
                case "paragraph": made.append(f"<p>{self.inline(part['inlineContent'], link)}</p>")
                case "codeListing": made.append(highlighted("\n".join(part["code"]), part.get("syntax") or "text"))
                case "unorderedList" | "orderedList" as kind:
                    tag = "ul" if kind == "unorderedList" else "ol"
                    items = "".join(f"<li>{self.content(item['content'], link)}</li>" for item in part["items"])
                    made.append(f"<{tag}>{items}</{tag}>")
                case "aside":
                    name = html.escape(part.get("name") or part["style"].capitalize())
                    made.append(f'<aside><b>{name}</b>{self.content(part["content"], link)}</aside>')
                case "table": made.append(self.table(part, link))
                case other: raise SystemExit(f"reference: no HTML for {other}")
        return "\n".join(made)

    def table(self, part, link):
        rows = []
        for number, row in enumerate(part["rows"]):
            tag = "th" if number == 0 and part["header"] in ("row", "both") else "td"
            cells = "".join(f"<{tag}>{re.sub('^<p>|</p>$', '', self.content(cell, link))}</{tag}>" for cell in row)
            rows.append(f"<tr>{cells}</tr>")
        return f'<div class="wide"><table>{"".join(rows)}</table></div>'

    def declaration(self, node, link):
        for section in node.get("primaryContentSections", []):
            if section["kind"] == "declarations":
                tokens = section["declarations"][0]["tokens"]
                made = "".join(self.token(token, link) for token in tokens)
                return f'<pre class="declaration"><code>{made}</code></pre>'
        return ""

    def token(self, token, link):
        text = html.escape(token["text"])
        identifier = token.get("identifier")
        address = self.address(identifier) if identifier in self.nodes else None
        if address:
            return f'<a href="{link(address)}">{text}</a>'
        return f'<span class="k">{text}</span>' if token["kind"] in ("keyword", "attribute") else text

    def body(self, node, link, level=0):
        """What is said of a symbol or in an article, without its members."""
        made = [f"<p class='abstract'>{self.inline(node.get('abstract'), link)}</p>", self.declaration(node, link)]
        for section in node.get("primaryContentSections", []):
            if section["kind"] == "parameters":
                items = "".join(
                    f"<dt><code>{html.escape(one['name'])}</code></dt><dd>{self.content(one['content'], link)}</dd>"
                    for one in section["parameters"])
                made.append(f"<dl class='parameters'>{items}</dl>")
            elif section["kind"] == "content":
                made.append(self.content(section["content"], link, level))
        return "\n".join(made)

    def page(self, url, link):
        """The HTML of a page without its frame."""
        node = self.nodes[url]
        is_library = node["metadata"]["role"] == "collection"
        kind = "Library" if is_library else node["metadata"].get("roleHeading", "")
        made = [f"<p class='kind'>{html.escape(kind)}</p><h1>{html.escape(self.titles[url])}</h1>",
                self.body(node, link)]
        for section in node.get("topicSections", []):
            known = [one for one in section["identifiers"] if one in self.nodes]
            subpages = [one for one in known if self.has_page(one)]
            members = [one for one in known if not self.has_page(one)]
            if not known:
                continue
            made.append(f"<h2>{html.escape(section.get('title') or 'More')}</h2>")
            if subpages:
                rows = "".join(
                    f"<dt>{self.link_to(one, link)}</dt><dd>{self.inline(self.nodes[one].get('abstract'), link)}</dd>"
                    for one in subpages)
                made.append(f"<dl class='topics'>{rows}</dl>")
            made += [self.member(one, link) for one in members]
        relations = [
            f"<p><b>{html.escape(section['title'])}:</b> "
            f"{', '.join(self.link_to(one, link) for one in section['identifiers'])}</p>"
            for section in node.get("relationshipsSections", [])]
        return "\n".join(made + relations)

    def member(self, url, link):
        name = self.members[url].partition("#")[2]
        return (f'<section class="member" id="{name}"><h3><a href="#{name}">{html.escape(self.titles[url])}</a></h3>'
                f"{self.body(self.nodes[url], link, level=2)}</section>")

    def entries(self):
        """What a search finds: title, kind and address of each symbol of ours."""
        for url, node in self.nodes.items():
            address = self.address(url)
            if address:
                owner = self.titles.get(self.parent(url), "")
                kind = node["metadata"].get("roleHeading") or node["kind"]
                yield [self.titles[url], f"{kind} of {owner}" if owner else kind, address]
