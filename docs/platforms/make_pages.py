"""docs/platforms/<platform>.md and README.md from gateway/intake/mappings/*.json and, for the dialects in code, from
in_code/*.json, which have the same form. `make_pages.py` writes them, `--check` compares."""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
MAPPINGS = HERE.parents[1] / "gateway" / "intake" / "mappings"
IN_CODE = HERE / "in_code"
README = """# Platforms

One page a platform: how to connect, what is signed, what is read, what is missing and how to supply it. The pages and
this list are made by `make_pages.py` from `gateway/intake/mappings/` and, for the dialects in code, from `in_code/`; a
test says when that was forgotten. A connection's `platform` is the first column's word; `direct` takes the common
schema, [`mapping`](mapping.md) a shop's own form, and `auto` any of them: `silkgate detect FILE` says which platform an
order is taken for, and how surely.

| platform | what is read | arrival | push proved by |
| --- | --- | --- | --- |
"""

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
    if isinstance(value, str):
        return [(prefix + "each", describe(value))]
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return [(prefix + "each", describe(value))]
    if isinstance(value, list):
        return [row for item in value for row in rows(prefix, item)]
    return [(prefix + name, describe(part).replace("|", "\\|")) for name, part in value.items()]


def ends(mapping, status):
    """Words of the payload that mean this status."""
    found = []
    for field in mapping["order"].get("status", []) if isinstance(mapping["order"].get("status"), list) \
            else [mapping["order"].get("status", {})]:
        if isinstance(field, dict):
            found += [f"`{field['path']}` {word}" if word != "*" else f"`{field['path']}`"
                      for word, target in field.get("words", {}).items() if target == status]
    return " or ".join(found)


def changes(mapping):
    """How a payload of an order that is known already is taken."""
    head = mapping["order"]
    times = [f"`{path['path'] if isinstance(path, dict) else path}`"
             for path in (head["updatedAt"] if isinstance(head.get("updatedAt"), list) else [head["updatedAt"]])] \
        if "updatedAt" in head else []
    text = f"A later payload of an order is newer or older by {' or '.join(times)}. " if times else \
        "The payload has no time of change. The connector says when the platform answered, in the request's header " \
        "`Silkgate-As-Of` (the `Date` of the platform's answer): content of a later answer is newer, of an earlier one older, " \
        "and the same content is a repetition whatever its age. Without the header, or at equal times, other content of a " \
        "known order is answered 409 `order-exists`, and changed by PATCH. "
    cancelled, returned = ends(mapping, "cancelled"), ends(mapping, "returned")
    if cancelled:
        text += f"It cancels the order with {cancelled}. "
    if returned:
        text += f"Goods come back with {returned}. "
    return text + "See [life of an order](../life_of_an_order.md#when-the-platform-changes-it)."


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
    text += ["", "**How a change is taken.** " + changes(mapping)]
    text += ["", "**What is missing, and how to supply it.**", ""] + ["- " + item for item in about["missing"]]
    text += ["", "**What is read.** Paths as in [the mappings' README](../../gateway/intake/mappings/README.md).", "",
             "| common order | payload |", "| --- | --- |"]
    for member, title in PARTS:
        for name, cell in rows("", mapping.get(member, {})):
            text.append(f"| {title}: {name} | {cell} |")
    return text + [""]


def proof(mapping, shapes):
    """A push may have either shape of its platform."""
    signed = [shape["signature"] for shape in shapes if "signature" in shape]
    header = mapping.get("signature") or (signed[0] if signed and "push" in mapping["about"]["arrival"] else None)
    return f"`{header['header']}`, {header.get('scheme', 'HMAC-SHA256')}" if header else "the caller's key"


def pages():
    shapes = {}
    for path in sorted(IN_CODE.glob("*.json")) + sorted(MAPPINGS.glob("*.json")):
        mapping = json.loads(path.read_text(encoding="utf-8"))
        shapes.setdefault(mapping["platform"], []).append(mapping)
    listed = [f"| [{platform}]({platform}.md) | {mapping['about']['title']} | {mapping['about']['arrival']} | {proof(mapping, mappings)} |"
              for platform, mappings in sorted(shapes.items()) for mapping in mappings]
    yield HERE / "README.md", README + "\n".join(listed) + "\n"
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
