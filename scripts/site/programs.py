#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes programs of the blocks of code in docs/engine, runs them, and holds what they print against the pages.

    programs.py make FOLDER     writes the Swift of each page as a function, in order, into FOLDER
    programs.py check PROGRAM   runs it page by page, and the blocks of Python; fails where a page prints something else
    programs.py write PROGRAM   does the same, and writes what was printed into the pages, and draws the pictures

A block of Swift goes on from those before it on its page; a block of Python is a program. Blocks of R are only parsed,
and that where there is R: simmer has no package in Debian. A block of shell may name the targets of the Makefile.
"""

import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pictures
from sources import ROOT, blocks, name, pages, picture_of, markdown

END = "\x1e"
IMPORTS = ["Chance", "DiscreteEvents", "Replications", "Statistics"]


def swift_blocks(page):
    return [block for block in blocks(page) if block.language == "swift"]


def make(folder):
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for page in pages():
        parts = swift_blocks(page)
        if not parts:
            continue
        names.append(name(page))
        lines = [f"// Made of {page.relative_to(ROOT)}.", ""]
        lines += [f"import {module}" for module in IMPORTS]
        lines += ["", f"func {names[-1]}() async throws {{"]
        for block in parts:
            code = re.sub(r"^import \w+\n", lambda match: "\n", block.code, flags=re.MULTILINE)
            lines += [f'#sourceLocation(file: "{block.page}", line: {block.line + 1})', code.rstrip("\n")]
            lines += ["#sourceLocation()", r'print("\u{1e}", terminator: "")']
        write(folder / f"{names[-1]}.swift", "\n".join(lines) + "\n}\n")
    calls = "\n".join(f'case "{one}": try await {one}()' for one in names)
    write(folder / "main.swift", f"""switch CommandLine.arguments.dropFirst().first {{
{calls}
default: fatalError("there is no such page")
}}
""")
    for stale in set(folder.glob("*.swift")) - {folder / f"{one}.swift" for one in names + ["main"]}:
        stale.unlink()


def write(path, text):
    """Writes a file unless it says so already, so that nothing is compiled in vain."""
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def run(*command, **options):
    done = subprocess.run(command, text=True, capture_output=True, timeout=300, **options)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))[:200]} failed:\n{done.stderr}")
    return done.stdout


def printed_by(program, page):
    """Each block of the page and what it prints."""
    swift = swift_blocks(page)
    printed = run(program, name(page)).split(END) if swift else []
    pairs = list(zip(swift, printed))
    for block in blocks(page):
        if block.language == "python":
            pairs.append((block, run(sys.executable, "-", input=block.code)))
        elif block.language == "r" and shutil.which("Rscript"):
            run("Rscript", "-e", "invisible(parse(file('stdin')))", input=block.code)
        elif block.language == "sh":
            check_shell(block)
        elif block.language.startswith("swift Package.swift"):
            check_manifest(block)
    return pairs


def check_shell(block):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for line in block.code.splitlines():
        if not re.fullmatch(r"make [a-z-]+", line) or line.split()[1] not in targets:
            raise SystemExit(f"{block.where}: no target of the Makefile: {line}")


def check_manifest(block):
    """The lines of a manifest are those of the README, which a stranger's package is built by."""
    known = {line.strip() for line in (ROOT / "README.md").read_text().splitlines()}
    for line in block.code.splitlines():
        if line.strip() not in known:
            raise SystemExit(f"{block.where}: README.md has no such line: {line}")


def compare(pairs, is_written):
    """The faults of a page; written anew, it has none."""
    faults = []
    edits = []
    for block, printed in pairs:
        if block.picture:
            faults += pictures.draw(block.page.parent / block.picture, block.drawing, printed, is_written)
        elif block.printed is not None and block.printed != printed:
            edits.append((block.output, printed))
            faults.append(f"{block.where}: prints\n{printed}and the page says\n{block.printed}")
        elif block.printed is None and printed:
            faults.append(f"{block.where}: prints what the page does not say:\n{printed}")
    if is_written and edits:
        page = pairs[0][0].page
        lines = page.read_text().splitlines(keepends=True)
        for (first, last), printed in sorted(edits, reverse=True):
            lines[first + 1:last - 1] = [printed]
        page.write_text("".join(lines))
        faults = [fault for fault in faults if "and the page says" not in fault]
    return faults


def drawn_of_examples(page):
    """The pictures of a page that are drawn of a model in Examples."""
    for token in markdown().parse(page.read_text()):
        found = token.type == "inline" and picture_of(token)
        if found and " of " in found[1]:
            yield page.parent / found[0], *found[1].split(" of ")


def main(verb, argument):
    if verb == "make":
        return make(Path(argument))
    is_written = verb == "write"
    program = Path(argument).resolve()
    faults = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for pairs in pool.map(lambda page: printed_by(program, page), pages()):
            faults += compare(pairs, is_written) if pairs else []
    for page in pages():
        for path, drawing, model in drawn_of_examples(page):
            values = run(program.parent / "Examples", "--values", model)
            faults += pictures.draw(path, drawing, values, is_written)
    count = sum(len(blocks(page)) for page in pages())
    if faults:
        sys.exit("\n".join(faults) + f"\nprograms: {len(faults)} faults; `make site-write` writes what is printed")
    print(f"{count} blocks of code in {len(pages())} pages print what the pages say.")


main(*sys.argv[1:])
