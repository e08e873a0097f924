"""No golden order of a mapped platform holds a value that stands neither in its payload nor in its mapping's constants.
Amounts that no payload states as they are (sums, other units) are recomputed by mapped_money_test.py."""

import json
import os
import pathlib
import re
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

import pytest

from nothing_invented_test import OWN, SCRIPTS, SUMS, Payload, as_number, invented_leaves, leaves, payload_of, with_invented, \
    words_at
from nothing_invented_test import samples as samples_in_code

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


# Forms without a zone of their own; the zone is the mapping's or the connection's.
LOCAL = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f", "%d-%m-%Y %H:%M:%S",
         "%d-%m-%Y", "%Y-%m-%d", "%Y%m%d%H%M%S%f")


def is_time_of(value, text, source):
    """Whether the instant is the one that the payload's text beside it writes, read without Silkgate's code."""
    if text not in source.texts:
        return False
    wanted = datetime.fromisoformat(value.replace("Z", "+00:00"))
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return abs(wanted.timestamp() * 1000 - int(text.ljust(13, "0"))) < 1
    if re.match(r"[A-Z][a-z]{2}, ", text):
        return wanted == parsedate_to_datetime(text)
    zoned = re.fullmatch(r"(.*\d)\s*(Z|[+-]\d\d:?\d\d)", text) if ":" in text or len(text) > 17 else None
    body = re.sub(r"(\.\d{3})\d+$", r"\1", (zoned[1] if zoned else text).strip())
    for form in LOCAL:
        try:
            local = datetime.strptime(body, form).replace(tzinfo=timezone.utc)
        except ValueError:
            continue
        off = (local - wanted).total_seconds()
        if not zoned:
            return abs(off) <= 14 * 3600 and off % 900 == 0
        sign, hours, minutes = ("+", 0, 0) if zoned[2] == "Z" else (zoned[2][0], int(zoned[2][1:3]), int(zoned[2][-2:]))
        return abs(off - (1 if sign == "+" else -1) * (hours * 3600 + minutes * 60)) < 0.002
    return False


def comes_from(pointer, value, source, constants, times):
    member = pointer.rsplit("/", 1)[1]
    number = as_number(value)
    return (
        pointer in OWN or value in words_at(pointer) or SUMS.fullmatch(pointer) or pointer == "/money/total"
        or source.has(value) or value in constants or (number is not None and (number in source.numbers or number == 0))
        or any(other in source.texts for other in REPAIRED.get(value, ())) or value.lower() in source.texts
        # A second line of one id has its variant, or its place, behind it.
        or (member in ("id", "lineId") and "-" in value and value.rpartition("-")[0] in source.texts)
        or (member == "script" and value in SCRIPTS) or (member == "system" and value == "HS6")
        or ("/ids/" in pointer and (value in CONNECTION or is_joined(value, source))) or (member == "kind" and value in FEE_KINDS)
        or (member == "phone" and is_phone_of(value, source))
        or (member == "code" and any(other.startswith(value) for other in source.digits))
        or (member.endswith("At") or member == "at") and is_time_of(value, times.get(pointer + "Source"), source)
    )


def invented_in(order, source, constants):
    times = {pointer: value for pointer, value in leaves(order) if pointer.endswith("Source")}
    return [f"{pointer} = {value}" for pointer, value in leaves(order)
            if isinstance(value, str) and not comes_from(pointer, value, source, constants, times)]


@pytest.mark.parametrize("platform,payload,golden", samples())
def test_every_value_comes_from_somewhere(platform, payload, golden):
    source, constants = Payload(payload), mapping_texts(platform)
    assert not [found for entry in json.loads(golden.read_text(encoding="utf-8"))
                for found in invented_in(entry["order"], source, constants)]


@pytest.mark.parametrize("platform,payload,golden", samples())
def test_an_invented_value_is_found_wherever_it_stands(platform, payload, golden):
    source, constants = Payload(payload), mapping_texts(platform)
    for entry in json.loads(golden.read_text(encoding="utf-8")):
        pointers = [pointer for pointer, _ in invented_leaves(entry["order"])]
        assert len(pointers) >= 8, "most of an order's texts can be caught"
        for pointer in pointers:
            found = invented_in(with_invented(entry["order"], pointer), source, constants)
            assert pointer in [text.split(" = ")[0] for text in found]


def test_every_golden_is_looked_at_here_or_in_the_other_test():
    looked_at = {parameters.values[2] for parameters in samples()} | {golden for _, golden in samples_in_code()}
    folders = [HERE / "own"] if "SILKGATE_REFERENCE" not in os.environ else [HERE]
    goldens = {path for folder in folders for path in folder.rglob("*.expected.json")
               if isinstance(json.loads(path.read_text(encoding="utf-8")), list)}
    assert goldens and goldens == looked_at
