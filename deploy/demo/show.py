"""What the demonstration prints: headings, commands, excerpts, tables. Colours on a terminal only."""
import difflib
import hashlib
import itertools
import json
import os
import shutil
import sys
import textwrap
import unicodedata
from xml.dom import minidom

COLOURED = sys.stdout.isatty() and "NO_COLOR" not in os.environ
WIDTH = max(80, min(110, shutil.get_terminal_size((100, 24)).columns)) - 1
INDENT = "  "
STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}


def style(text, *names):
    codes = ";".join(STYLES[name] for name in names)
    return f"\033[{codes}m{text}\033[0m" if COLOURED and names else text


def columns(text):
    """Cells of a terminal: Chinese takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def cut(text, width):
    if columns(text) <= width:
        return text
    kept = ""
    for sign in text:
        if columns(kept + sign) > width - 1:
            break
        kept += sign
    return kept + "…"


def line(text="", *names):
    print(style(text, *names), flush=True)


def heading(text):
    line()
    line(f"━━ {text} " + "━" * max(2, WIDTH - columns(text) - 4), "bold", "blue")


def say(text):
    for part in textwrap.wrap(text, WIDTH):
        line(part)


def title(text):
    line()
    line(text, "bold")


def command(text):
    line()
    for number, part in enumerate(text.splitlines()):
        line(("$ " if number == 0 else "    ") + part.strip(), "cyan")


def passed(text):
    line(f"✔ {text}", "green")


def block(text, limit=None, where=None):
    """Indented lines cut to the width; beyond `limit` lines it says how many more there are, and where."""
    lines = text.splitlines()
    shown = lines if limit is None or len(lines) <= limit + 2 else lines[:limit]
    for part in shown:
        line(INDENT + cut(part.replace("\t", "  "), WIDTH - len(INDENT)))
    if len(shown) < len(lines):
        line(INDENT + f"… {len(lines) - len(shown)} more lines" + (f": {where}" if where else ""), "dim")


def table(rows, head=None, least=()):
    """Columns as wide as needed, and at least `least`; the last one wraps."""
    rows = [[str(cell) for cell in row] for row in rows]
    everything = ([head] if head else []) + rows
    widths = [max(columns(row[index]) for row in everything) for index in range(len(everything[0]))]
    widths = [max(pair) for pair in itertools.zip_longest(widths, least, fillvalue=0)]
    before = sum(widths[:-1]) + 2 * (len(widths) - 1) + len(INDENT)
    last = max(20, WIDTH - before)
    for number, row in enumerate(everything):
        wrapped = textwrap.wrap(row[-1], last) or [""]
        cells = [cell + " " * (width - columns(cell)) for cell, width in zip(row[:-1], widths, strict=False)]
        names = ("dim",) if head and number == 0 else ()
        line(INDENT + "  ".join([*cells, wrapped[0]]).rstrip(), *names)
        for more in wrapped[1:]:
            line(" " * before + more, *names)


def payload(data, path, lines=8):
    """The very bytes, wrapped, and how to tell that these are all of them."""
    text = data.decode("utf-8").rstrip("\n")
    wrapped = [text[at:at + WIDTH - 2] for at in range(0, len(text), WIDTH - 2)] if "\n" not in text else text.splitlines()
    block("\n".join(wrapped), lines, path)
    line(f"{INDENT}{len(data):,} bytes, sha256 {hashlib.sha256(data).hexdigest()[:32]}…", "dim")


def pretty(data):
    """Indented for reading; the record's own bytes stay as they were."""
    if data.lstrip().startswith(b"<"):
        text = minidom.parseString(data).toprettyxml(indent="  ")
        return "\n".join(part for part in text.splitlines() if part.strip())
    return json.dumps(json.loads(data), ensure_ascii=False, indent=2)


def diff(before, after):
    """Changed lines of two JSON documents, with the member or object they stand in."""
    texts = [json.dumps(document, ensure_ascii=False, indent=2).splitlines() for document in (before, after)]
    for part in list(difflib.unified_diff(*texts, lineterm="", n=0))[2:]:
        if part.startswith("@@"):
            continue
        line(INDENT + cut(part, WIDTH - len(INDENT)), "red" if part[0] == "-" else "green")
