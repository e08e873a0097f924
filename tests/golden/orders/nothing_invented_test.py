"""No golden order holds a value that stands neither in its payload nor in the test's connection: texts are looked for in
the payload, words belong to the schema, times are the payload's instants, numbers the payload's numbers. Sums, which no
payload states, are recomputed by money_test.py."""
import copy
import html
import json
import os
import pathlib
import re
import xml.etree.ElementTree as ElementTree
from datetime import datetime, timezone
from decimal import Decimal, InvalidOperation

import pytest

HERE = pathlib.Path(__file__).parent
SCHEMA = json.loads((HERE.parents[2] / "schemas/order/v1/order.schema.json").read_text(encoding="utf-8"))

# What the gateway itself says of a delivery, and the shop of the connection the tests read with.
OWN = {"/schemaVersion", "/messageId", "/source/platform", "/source/shopId", "/source/receivedAt", "/source/rawSha256",
       "/source/adapterVersion"}
# Made of several numbers of the payload: money_test.py computes them again.
SUMS = re.compile(r"/money/(shop/rate|goods|discount|tax|unexplained|refunded|freight|fees/\d+/amount|discounts/\d+/amount|"
                  r"taxes/\d+/(amount|rate))|/lines/\d+/(amount|unitPrice|discount|tax|quantity|cancelled|refunded)|"
                  r"/lines/\d+/customs/(net|gross)Weight|/refunds/\d+/(amount|lines/\d+/quantity)|/payments/\d+/amount")
# The dialects' own words where the schema leaves the text free.
FEE_KINDS = {"tip", "gift_card", "digital", "service", "fee", "shipping_tax", "duty"}
# Of the test's connection (tests/unit/intake/intake_support.hpp): which attribute is which document of which country.
ID_KINDS = {"RU_INN", "RU_PASSPORT"}
TARIFF_SYSTEMS = {"HS6"}  # what harmonized_system_code is
SCRIPTS = {"Latn", "Cyrl", "Hani", "Arab", "Deva"}


def samples():
    found = []
    for platform in ("shopify", "woocommerce"):
        found += [(path.with_name(path.name.replace(".expected", "")), path)
                  for path in sorted((HERE / "own" / platform).glob("*.expected.json"))]
        if "SILKGATE_REFERENCE" in os.environ:
            reference = pathlib.Path(os.environ["SILKGATE_REFERENCE"]) / "orders" / platform
            found += [(reference / path.name.replace(".expected", ""), path)
                      for path in sorted((HERE / platform).glob("*.expected.json"))]
    return found


def scalars(node):
    if isinstance(node, dict):
        for value in node.values():
            yield from scalars(value)
    elif isinstance(node, list):
        for value in node:
            yield from scalars(value)
    elif isinstance(node, str):
        yield node


def leaves(node, at=""):
    if isinstance(node, dict):
        for name, value in node.items():
            yield from leaves(value, f"{at}/{name}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from leaves(value, f"{at}/{index}")
    else:
        yield at, node


def words_at(pointer):
    """The words that the schema allows at a pointer, or none."""
    node = SCHEMA
    for token in pointer.split("/")[1:]:
        while "$ref" in node:
            node = SCHEMA["$defs"][node["$ref"].rsplit("/", 1)[1]]
        node = node["items"] if token.isdigit() else node.get("properties", {}).get(token, {})
    return node.get("enum", ())


def as_number(text):
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def instant(text):
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def squeeze(text):
    return re.sub(r"\s+", " ", text)


def payload_of(golden):
    """The payload beside a golden file, or in another folder of the same name."""
    path = golden.with_name(golden.name.replace(".expected", ""))
    return path if path.exists() or not path.with_suffix(".xml").exists() else path.with_suffix(".xml")


def xml_texts(path):
    texts = []
    for element in ElementTree.parse(path).iter():
        texts += [(element.text or "").strip(), *element.attrib.values()]
        # UBL writes a time in two elements.
        parts = {child.tag.rpartition("}")[2]: child.text for child in element}
        if "IssueDate" in parts and "IssueTime" in parts:
            texts.append(f"{parts['IssueDate']}T{parts['IssueTime']}")
    return texts


class Payload:
    def __init__(self, path):
        texts = xml_texts(path) if path.suffix == ".xml" else \
            list(scalars(json.loads(path.read_text(encoding="utf-8"), parse_float=str, parse_int=str)))
        self.texts = {squeeze(html.unescape(text)).strip() for text in texts}
        self.numbers = {number for text in texts if (number := as_number(text)) is not None}
        self.digits = {re.sub(r"\D", "", text) for text in texts}
        self.joined = "\n".join(self.texts)

    def has(self, text):
        """The text itself, or parts of the payload put together: a name of two, a line of an address."""
        text = squeeze(text)
        if text in self.texts or text in self.joined:
            return True
        if text.startswith("+"):
            return re.sub(r"\D", "", text) in self.digits
        words = text.split(" ")
        if text.isdigit():  # a document's series and number
            return any(text[:cut] in self.texts and text[cut:] in self.texts for cut in range(1, len(text)))
        return any(" ".join(words[:cut]) in self.texts and " ".join(words[cut:]) in self.texts
                   for cut in range(1, len(words)))


def comes_from(pointer, value, source):
    member = pointer.rsplit("/", 1)[1]
    number = as_number(value)
    return (
        pointer in OWN or value in words_at(pointer) or SUMS.fullmatch(pointer)
        or (re.fullmatch(r"/money/fees/\d+/kind", pointer) and value in FEE_KINDS)
        or (re.search(r"/ids/\d+/(kind|country)$", pointer) and any(value in (kind, kind[:2]) for kind in ID_KINDS))
        or (member == "script" and value in SCRIPTS) or (member == "system" and value in TARIFF_SYSTEMS)
        or ((member == "at" or member.endswith("At")) and any(instant(value) == instant(text) for text in source.texts
                                                              if re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", text)))
        or (number is not None and (number in source.numbers or number == 0)) or source.has(value)
    )


def invented_in(order, source):
    return [f"{pointer} = {value}" for pointer, value in leaves(order)
            if isinstance(value, str) and not comes_from(pointer, value, source)]


# What nobody ever wrote, in the form of what stands there.
def invented_value(pointer, value):
    if pointer.endswith(("At", "/at")):
        return "2031-02-03T04:05:06.789Z"
    return "7654321.091" if as_number(value) is not None else "Zyxw Qjvk"


def invented_leaves(order):
    """Where an invention can be told: texts that are neither ours, nor sums, nor a word of the schema."""
    return [(pointer, value) for pointer, value in leaves(order)
            if isinstance(value, str) and pointer not in OWN and not SUMS.fullmatch(pointer) and not words_at(pointer)
            and pointer != "/money/total"]


def with_invented(order, pointer):
    order = copy.deepcopy(order)
    node = order
    tokens = [int(token) if token.isdigit() else token for token in pointer.split("/")[1:]]
    for token in tokens[:-1]:
        node = node[token]
    node[tokens[-1]] = invented_value(pointer, node[tokens[-1]])
    return order


@pytest.mark.parametrize("payload, golden", samples(), ids=lambda path: path.name)
def test_every_value_comes_from_somewhere(payload, golden):
    source = Payload(payload)
    assert not [found for entry in json.loads(golden.read_text(encoding="utf-8"))
                for found in invented_in(entry["order"], source)]


@pytest.mark.parametrize("payload, golden", samples(), ids=lambda path: path.name)
def test_an_invented_value_is_found_wherever_it_stands(payload, golden):
    source = Payload(payload)
    for entry in json.loads(golden.read_text(encoding="utf-8")):
        pointers = [pointer for pointer, _ in invented_leaves(entry["order"])]
        assert len(pointers) >= 8, "most of an order's texts can be caught"
        for pointer in pointers:
            found = invented_in(with_invented(entry["order"], pointer), source)
            assert [text.split(" = ")[0] for text in found] == [pointer]


def test_the_test_can_fail():
    payload, golden = samples()[0]
    source = Payload(payload)
    assert source.has(json.loads(golden.read_text(encoding="utf-8"))[0]["order"]["order"]["number"])
    assert not source.has("Jane Nowhere")
    assert Decimal("1234567.89") not in source.numbers


@pytest.mark.skipif("SILKGATE_REFERENCE" not in os.environ, reason="13 checks skipped: no reference payloads")
@pytest.mark.parametrize("platform", ["shopify", "woocommerce"])
def test_every_reference_order_has_a_golden(platform):
    reference = pathlib.Path(os.environ["SILKGATE_REFERENCE"]) / "orders" / platform
    orders = {path.stem for path in reference.glob("*.json")} - {"inventory_items"}  # that one is no order
    assert orders == {path.name.removesuffix(".expected.json") for path in (HERE / platform).glob("*.expected.json")}
