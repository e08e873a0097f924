"""Orders and goods records for tests, built from plain members so that a test can change what it is about."""
import base64
import copy
import hashlib
import hmac
import itertools
import json
import os
import time
from pathlib import Path

REFERENCE = os.environ.get("SILKGATE_REFERENCE")
_counter = itertools.count(1)
_run = f"{int(time.time()) % 100_000_000:08d}"

# What must never be in a log line, a metric, a state or an event.
PERSONAL = ("Иванова", "Ольга", "Тверская", "+79161234567", "olga@example.com", "4510123456", "500100732259")


def number(suffix=""):
    """An order number that no other test of any run has used."""
    return f"T{_run}-{next(_counter)}{suffix}"


def consignee_ru():
    return {
        "name": "Иванова Ольга Петровна",
        "nameParts": {"family": "Иванова", "given": "Ольга", "patronymic": "Петровна", "script": "Cyrl"},
        "nameLatin": "Ivanova Olga", "phone": "+79161234567", "email": "olga@example.com", "kind": "person",
        "ids": [
            {"kind": "RU_PASSPORT", "number": "4510123456", "country": "RU", "issued": "2015-03-20",
             "issuer": "ОВД Тверского района"},
            {"kind": "RU_INN", "number": "500100732259", "country": "RU"}],
        "address": {"country": "RU", "lines": ["ул. Тверская, д. 7, кв. 12"], "region": "Москва", "city": "Москва",
                    "street": "ул. Тверская", "house": "7", "flat": "12", "postcode": "125009"},
    }


def line(identifier="1", sku="KETTLE-1", quantity="2", price="120.00", amount="240.00"):
    return {
        "id": identifier, "number": int(identifier), "sku": sku, "title": "Electric kettle 1.7 l",
        "customsNames": [{"language": "zh", "text": "电热水壶"}, {"language": "ru", "text": "Чайник электрический"}],
        "specification": "0|0|家用|不锈钢|无品牌|1.7升", "barcode": "6901234567892", "quantity": quantity, "unit": "C62",
        "unitPrice": price, "amount": amount, "kind": "goods",
        "customs": {
            "codes": [{"system": "CN10", "code": "8516799000", "country": "CN"},
                      {"system": "TNVED10", "code": "8516797000", "country": "RU"}],
            "originCountry": "CN", "netWeight": "1.800", "grossWeight": "2.000",
            "quantity1": {"quantity": "2", "unit": "C62"}},
    }


def direct_ru(order_number=None, **changes):
    """A complete order in the common schema from China to Russia: 240 CNY of kettles, 20 CNY freight."""
    order = {
        "schemaVersion": "1.0",
        "order": {"number": order_number or number(), "version": 1, "status": "ready", "paymentStatus": "paid",
                  "test": False, "createdAt": "2026-11-20T08:30:00.000Z", "paidAt": "2026-11-20T08:31:00.000Z",
                  "flow": {"originCountry": "CN", "destinationCountry": "RU"}, "tradeMode": "9610",
                  "natureOfTransaction": "sale"},
        "money": {"currency": "CNY", "goods": "240.00", "discount": "0.00", "freight": "20.00", "insurance": "0.00",
                  "tax": "0.00", "total": "260.00", "unexplained": "0.00"},
        "parties": {"buyer": consignee_ru(), "consignee": consignee_ru()},
        "lines": [line()],
        "consignments": [{"ref": "C1", "lines": [{"lineId": "1", "quantity": "2"}],
                          "packages": [{"count": 1, "kind": "BX"}], "grossWeight": "2.000", "incoterm": "DAP",
                          "returnInstruction": "return"}],
    }
    for path, value in changes.items():
        change(order, path.replace("__", "/"), value)
    return order


def change(document, path, value):
    """Sets (or with `...` removes) the member at "a/b/0/c"."""
    *parents, last = path.split("/")
    node = document
    for part in parents:
        node = node[int(part)] if isinstance(node, list) else node[part]
    last = int(last) if isinstance(node, list) else last
    if value is ...:
        del node[last]
    else:
        node[last] = value
    return document


def without(document, *paths):
    document = copy.deepcopy(document)
    for path in paths:
        change(document, path, ...)
    return document


def catalog_item(sku, **changes):
    """Everything that China and Russia want to know of one article."""
    item = {
        "sku": sku,
        "codes": [{"system": "CN10", "code": "8519813100", "country": "CN"},
                  {"system": "TNVED10", "code": "8519814500", "country": "RU"}],
        "names": [{"language": "zh", "text": "便携式音乐播放器"}, {"language": "ru", "text": "Плеер портативный"}],
        "specification": "便携式|闪存|8GB", "originCountry": "CN", "netWeight": "0.100", "grossWeight": "0.150",
        "unit": "C62", "legalUnits": [{"country": "CN", "unit1": "C62", "factor1": "1", "unit2": "KGM", "factor2": "0.1"}],
        "barcode": "6901234567892",
    }
    item.update(changes)
    return {name: value for name, value in item.items() if value is not ...}


def reference_payload(platform, name):
    """A real payload of the reference data, byte for byte."""
    return (Path(REFERENCE) / "orders" / platform / name).read_bytes()


def reference_names(platform):
    folder = Path(REFERENCE or "/nonexistent") / "orders" / platform
    return sorted(path.name for path in folder.glob("*.json"))


def signature(secret, body):
    """Base64 of the HMAC-SHA256 of the raw body: Shopify's and WooCommerce's scheme."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def shopify_headers(secret, body):
    return {"X-Shopify-Hmac-Sha256": signature(secret, body), "X-Shopify-Topic": "orders/create",
            "X-Shopify-Shop-Domain": "shopify.example", "X-Shopify-Webhook-Id": "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043"}


def woocommerce_headers(secret, body):
    return {"X-WC-Webhook-Signature": signature(secret, body), "X-WC-Webhook-Topic": "order.created",
            "X-WC-Webhook-Resource": "order", "X-WC-Webhook-Source": "https://woo.example/",
            "X-WC-Webhook-Delivery-ID": "3f2504e04f8911d39a0c0305e82c3301"}


def as_bytes(document):
    return json.dumps(document, ensure_ascii=False).encode()
