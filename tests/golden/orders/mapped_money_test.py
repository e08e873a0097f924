"""money.* of the mapped platforms' golden orders, recomputed from the payload without Silkgate's code or mappings."""

import json
import os
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from decimal import Decimal

import pytest

from mapped_money import EXPECTED

HERE = pathlib.Path(__file__).parent
ZERO = Decimal(0)


def load(path):
    if path.suffix == ".xml":
        return ElementTree.parse(path).getroot()
    return json.loads(path.read_text(encoding="utf-8"), parse_float=str, parse_int=str)


def samples():
    found = []
    for platform in sorted(EXPECTED):
        folders = [(HERE / "own" / platform, HERE / "own" / platform)]
        if "SILKGATE_REFERENCE" in os.environ:
            reference = pathlib.Path(os.environ["SILKGATE_REFERENCE"])
            folders.append((reference / "orders" / platform, HERE / platform))
        for payloads, goldens in folders:
            for payload in sorted([*payloads.glob("*.json"), *payloads.glob("*.xml")]):
                golden = goldens / (payload.stem + ".expected.json")
                # The other bodies of Shopify are recomputed in money_test.py.
                if platform == "shopify" and not payload.name.startswith("graphql"):
                    continue
                if ".expected" not in payload.name and golden.exists() and isinstance(load(golden), list):
                    found.append(pytest.param(platform, payload, golden, id=f"{platform}-{payload.stem}"))
    return found


def test_every_mapped_platform_is_recomputed():
    mappings = HERE.parents[2] / "gateway" / "intake" / "mappings"
    platforms = {load(path)["platform"] for path in mappings.glob("*.json")}
    assert platforms == set(EXPECTED)
    for platform in platforms:
        assert any(platform in str(case.id) for case in samples()), f"{platform} has no golden order"


@pytest.mark.parametrize("platform,payload,golden", samples())
def test_money_equals_the_payload(platform, payload, golden):
    orders = EXPECTED[platform](load(payload))
    results = load(golden)
    assert len(results) == len(orders)
    for expected, result in zip(orders, results):
        money = result["order"]["money"]
        assert {name: Decimal(money[name]) for name in expected} == expected
        fees = sum((Decimal(fee["amount"]) for fee in money.get("fees", [])), ZERO)
        included = sum((Decimal(tax["amount"]) for tax in money.get("taxes", []) if tax["included"] is True), ZERO)
        explained = (Decimal(money["goods"]) - Decimal(money["discount"]) + Decimal(money["freight"])
                     + Decimal(money["insurance"]) + fees + Decimal(money["tax"]) - included)
        assert Decimal(money["unexplained"]) == Decimal(money["total"]) - explained
        for line in result["order"]["lines"]:
            difference = abs(Decimal(line["amount"]) - Decimal(line["quantity"]) * Decimal(line["unitPrice"]))
            assert difference <= Decimal("0.01") * max(Decimal(line["quantity"]), Decimal(1))


def test_the_pages_are_those_of_the_mappings():
    script = HERE.parents[2] / "docs" / "platforms" / "make_pages.py"
    assert subprocess.run([sys.executable, str(script), "--check"], check=False).returncode == 0


@pytest.mark.parametrize("platform", ["shopify", "woocommerce"])
def test_the_page_of_a_dialect_in_code_names_only_what_the_code_reads(platform):
    described = json.loads((HERE.parents[2] / f"docs/platforms/in_code/{platform}.json").read_text(encoding="utf-8"))
    code = "".join(path.read_text(encoding="utf-8")
                   for path in sorted((HERE.parents[2] / "gateway/intake").glob(f"{platform}*.[ch]pp")))

    def paths(node):
        if isinstance(node, str):
            yield from node.split(".")
        for part in (node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()):
            yield from paths(part)
    named = {name for part in ("order", "parties", "lines", "money", "payments", "refunds", "consignments")
             for name in paths(described.get(part, {}))}
    assert len(named) > 30 and not {name for name in named if f'"{name}"' not in code}
