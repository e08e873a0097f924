"""No golden order of a mapped platform holds a value that stands neither in its payload nor in its mapping's constants.
Amounts that no payload states as they are (sums, other units) are recomputed by mapped_money_test.py."""

import json
import os
import pathlib
import re

import pytest

from nothing_invented_test import OWN, SCRIPTS, SUMS, Payload, as_number, leaves, payload_of, words_at

HERE = pathlib.Path(__file__).parent
MAPPINGS = HERE.parents[2] / "gateway" / "intake" / "mappings"
# Codes that platforms write in another way, and countries by name.
REPAIRED = {"RUB": {"RUR", "643"}, "BYN": {"933"}, "KZT": {"398"}, "KZ": {"Казахстан"}, "RU": {"Россия"}, "BY": {"Беларусь"},
            "PK": {"Pakistan"}, "CN": {"中国"}, "PL": {"Poland"}}
# Kinds of documents of the test's connection (tests/unit/intake/intake_support.hpp), and their country.
CONNECTION = {"RU_INN", "RU_PASSPORT", "RU"}
FEE_KINDS = {"gift_card", "digital", "service", "fee"}


def mapping_texts(platform):
    """Constants, and the words that tables of words give."""
    found = set()

    def walk(node):
        if isinstance(node, dict):
            found.update([node["constant"]] if isinstance(node.get("constant"), str) else [])
            found.update(node.get("words", {}).values())
            found.update(value for key, value in node.items() if key == "kind" and isinstance(value, str))
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    for path in MAPPINGS.glob("*.json"):
        mapping = json.loads(path.read_text(encoding="utf-8"))
        if mapping["platform"] == platform:
            walk(mapping)
    return found | {text[:2] for text in found if re.match(r"[A-Z]{2}_", text)}


def samples():
    found = []
    for platform in sorted({json.loads(path.read_text(encoding="utf-8"))["platform"] for path in MAPPINGS.glob("*.json")}):
        goldens = [(payload_of(path), path)
                   for path in (HERE / "own" / platform).glob("*.expected.json")]
        if "SILKGATE_REFERENCE" in os.environ:
            reference = pathlib.Path(os.environ["SILKGATE_REFERENCE"]) / "orders" / platform
            goldens += [(reference / path.name.replace(".expected", ""), path)
                        for path in (HERE / platform).glob("*.expected.json")]
        for payload, golden in sorted(goldens):
            mapped = platform != "shopify" or golden.name.startswith("graphql")
            if mapped and isinstance(json.loads(golden.read_text(encoding="utf-8")), list):
                found.append(pytest.param(platform, payload, golden, id=f"{platform}-{payload.stem}"))
    return found


def is_phone_of(text, source):
    digits = re.sub(r"\D", "", text)
    return text.startswith("+") and any(len(other) >= 9 and digits.endswith(other) for other in source.digits)


def is_joined(text, source):
    """A document's series and number, as the connection's attributes put them together."""
    return any(text[:cut] in source.texts and text[cut:] in source.texts for cut in range(1, len(text)))


def comes_from(pointer, value, source, constants, times):
    member = pointer.rsplit("/", 1)[1]
    number = as_number(value)
    return (
        pointer in OWN or value in words_at(pointer) or SUMS.fullmatch(pointer) or pointer == "/money/total"
        or source.has(value) or value in constants or (number is not None and (number in source.numbers or number == 0))
        or any(other in source.texts for other in REPAIRED.get(value, ())) or value.lower() in source.texts
        # A second line of one id has its variant, or its place, behind it.
        or (member in ("id", "lineId") and value.rpartition("-")[0] in source.texts)
        or (member == "script" and value in SCRIPTS) or (member == "system" and value == "HS6")
        or ("/ids/" in pointer and (value in CONNECTION or is_joined(value, source))) or (member == "kind" and value in FEE_KINDS)
        or (member == "phone" and is_phone_of(value, source))
        or (member == "code" and any(other.startswith(value) for other in source.digits))
        # A time's source text stands beside it; forms are tested in platform_forms_test.cpp.
        or (member.endswith("At") or member == "at") and times.get(pointer + "Source") in source.texts
    )


@pytest.mark.parametrize("platform,payload,golden", samples())
def test_every_value_comes_from_somewhere(platform, payload, golden):
    source = Payload(payload)
    constants = mapping_texts(platform)
    invented = []
    for entry in json.loads(golden.read_text(encoding="utf-8")):
        times = {pointer: value for pointer, value in leaves(entry["order"]) if pointer.endswith("Source")}
        invented += [f"{pointer} = {value}" for pointer, value in leaves(entry["order"])
                     if isinstance(value, str) and not comes_from(pointer, value, source, constants, times)]
    assert not invented
