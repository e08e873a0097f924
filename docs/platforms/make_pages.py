"""docs/platforms/<platform>.md from gateway/intake/mappings/*.json. `make_pages.py` writes them, `--check` compares."""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
MAPPINGS = HERE.parents[1] / "gateway" / "intake" / "mappings"

# Rows of the table: member of the mapping, title in the page.
PARTS = [("order", "Head"), ("parties", "People"), ("lines", "Line"), ("money", "Money"),
         ("payments", "Payment"), ("refunds", "Refund"), ("consignments", "Parcel")]


def describe(value):
    """A field of a mapping in one cell."""
    if isinstance(value, str):
        return f"`{value or 'the order itself'}`"
    if isinstance(value, bool) or isinstance(value, (int, float)):
        return str(value).lower()
    if isinstance(value, list):
        return " · ".join(describe(item) for item in value)
    if "words" in value:
        words = ", ".join(f"{source} → {target}" for source, target in value["words"].items())
        return f"`{value['path']}`: {words}"
    named = [(name, part) for name, part in value.items() if name != "path"]
    first = [describe(value["path"])] if "path" in value else []
    return "; ".join(first + [f"{name} {describe(part)}" for name, part in named])


def rows(prefix, value):
    """(member of the common order, cell) of one part."""
    if isinstance(value, list):
        return [row for item in value for row in rows(prefix, item)]
    return [(prefix + name, describe(part).replace("|", "\\|")) for name, part in value.items()]


def section(mapping):
    about = mapping["about"]
    text = [f"## {about['title']}", "", f"Mapping `{mapping['version']}`, arrival: {about['arrival']}.", ""]
    text += ["**How to connect.** " + about["connect"], "", "**What is signed.** " + about["signed"], ""]
    if "signature" in mapping:
        header = mapping["signature"]
        scheme = f"HMAC-SHA256 of the body in {header['encoding']}" if "encoding" in header else \
            f"scheme `{header['scheme']}`"
        text += [f"Header `{header['header']}`: {scheme}.", ""]
    text += ["**How it is read.**", ""] + ["- " + note for note in about["notes"]]
    text += ["", "**What is missing, and how to supply it.**", ""] + ["- " + item for item in about["missing"]]
    text += ["", "**What is read.** Paths as in [the mappings' README](../../gateway/intake/mappings/README.md).", "",
             "| common order | payload |", "| --- | --- |"]
    for member, title in PARTS:
        for name, cell in rows("", mapping.get(member, {})):
            text.append(f"| {title}: {name} | {cell} |")
    return text + [""]


def pages():
    shapes = {}
    for path in sorted(MAPPINGS.glob("*.json")):
        mapping = json.loads(path.read_text(encoding="utf-8"))
        shapes.setdefault(mapping["platform"], []).append(mapping)
    for platform, mappings in shapes.items():
        text = [f"# Platform {platform}", "", f"`platform = \"{platform}\"` in the connection. Made from the mapping by "
                "`docs/platforms/make_pages.py`.", ""]
        for mapping in mappings:
            text += section(mapping)
        yield HERE / f"{platform}.md", "\n".join(text).rstrip() + "\n"


def main(check):
    stale = [path for path, text in pages() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if not check:
        for path, text in pages():
            path.write_text(text, encoding="utf-8")
    elif stale:
        print("not as the mappings make them:", *(path.name for path in stale))
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
