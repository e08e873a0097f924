"""Independent recomputation of money.* of every golden order from its payload (no Silkgate code, decimal arithmetic).

pytest; payloads of others are read from SILKGATE_REFERENCE and skipped, with their number, where it is not set.
"""

import json
import os
import pathlib
from decimal import Decimal

import pytest

HERE = pathlib.Path(__file__).parent
ZERO = Decimal(0)


def load(path):
    return json.loads(path.read_text(encoding="utf-8"), parse_float=str, parse_int=str)


def samples():
    found = []
    for platform in ("shopify", "woocommerce"):
        folders = [(HERE / "own" / platform, HERE / "own" / platform)]
        if "SILKGATE_REFERENCE" in os.environ:
            reference = pathlib.Path(os.environ["SILKGATE_REFERENCE"])
            folders.append((reference / "orders" / platform, HERE / platform))
        for payloads, goldens in folders:
            for payload in sorted(payloads.glob("*.json")):
                golden = goldens / (payload.stem + ".expected.json")
                # GraphQL bodies are recomputed in mapped_money_test.py.
                if not payload.name.startswith("graphql") and ".expected" not in payload.name and \
                        payload.name != "inventory_items.json":
                    found.append(pytest.param(platform, payload, golden, id=f"{platform}-{payload.stem}"))
    return found


def pick(order, name):
    """The amount in the currency the buyer paid in."""
    if order.get("presentment_currency", order["currency"]) != order["currency"]:
        return Decimal(order[name + "_set"]["presentment_money"]["amount"])
    return Decimal(order[name] or 0)


def price_of(order, thing, name="price"):
    if order.get("presentment_currency", order["currency"]) != order["currency"]:
        return Decimal(thing[name + "_set"]["presentment_money"]["amount"])
    return Decimal(thing[name])


def expected_shopify(order):
    lines = order["line_items"]

    def quantity(line):
        return Decimal(line.get("current_quantity", line["quantity"]))

    reduced = any(quantity(line) != Decimal(line["quantity"]) for line in lines)
    prefix = "current_" if reduced else ""
    goods = sum(
        (quantity(line) * price_of(order, line) for line in lines
         if not line.get("gift_card") and line.get("requires_shipping", True)), ZERO)
    return {
        "goods": goods,
        "discount": pick(order, prefix + "total_discounts"),
        "freight": sum((price_of(order, line) for line in order.get("shipping_lines", [])), ZERO),
        "tax": pick(order, prefix + "total_tax"),
        "total": pick(order, prefix + "total_price"),
    }


def expected_woocommerce(order):
    cards = sum((Decimal(card["amount"]) for card in order.get("gift_cards", [])), ZERO)
    reductions = sum((-Decimal(fee["total"]) for fee in order.get("fee_lines", []) if Decimal(fee["total"]) < 0), ZERO)
    return {
        "goods": sum((Decimal(line["subtotal"]) for line in order["line_items"]), ZERO),
        "discount": Decimal(order["discount_total"]) + cards + reductions,
        "freight": Decimal(order["shipping_total"]),
        "tax": Decimal(order["total_tax"]),
        "total": Decimal(order["total"]),
    }


@pytest.mark.parametrize("platform,payload,golden", samples())
def test_money_equals_the_payload(platform, payload, golden):
    document = load(payload)
    if platform == "shopify":
        orders = [document["order"]] if "order" in document else document.get("orders", [document])
    else:
        document = document["data"] if "data" in document else document  # as WordPress.com relays it
        orders = document if isinstance(document, list) else [document]
    results = load(golden)
    assert len(results) == len(orders)
    for order, result in zip(orders, results):
        money = result["order"]["money"]
        expected = expected_shopify(order) if platform == "shopify" else expected_woocommerce(order)
        assert {name: Decimal(money[name]) for name in expected} == expected
        fees = sum((Decimal(fee["amount"]) for fee in money.get("fees", [])), ZERO)
        on_top = Decimal(money["tax"]) - sum(
            (Decimal(tax["amount"]) for tax in money.get("taxes", []) if tax["included"] == True), ZERO)
        explained = expected["goods"] - expected["discount"] + expected["freight"] + fees + on_top
        assert Decimal(money["unexplained"]) == expected["total"] - explained
        for line in result["order"]["lines"]:
            difference = abs(Decimal(line["amount"]) - Decimal(line["quantity"]) * Decimal(line["unitPrice"]))
            assert difference <= Decimal("0.01") * Decimal(line["quantity"])
