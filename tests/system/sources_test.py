"""Platforms beyond Shopify and WooCommerce over HTTPS: how each proves itself, what each sends, and what a shop without a
dialect, a catalogue as a table and a bulk of 32 MiB come to."""
import base64
import hashlib
import hmac
import json
import os
import time

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from life_test import patch
from rig import orders
from rig.gateway import ROOT, binary, command
from rig.settings import DARAZ_SECRET, OWN_SHOP_SECRET, SHOPEE_SECRET, saleor_key
from rig.wait import wait_for

OWN = ROOT / "tests/golden/orders/own"
NDJSON = {"Content-Type": "application/x-ndjson"}


def hex_hmac(secret, *parts):
    return hmac.new(secret.encode(), b"".join(part.encode() if isinstance(part, str) else part for part in parts),
                    hashlib.sha256).hexdigest()


def detached_jws(body):
    """Saleor-Signature: RS256 over the header and the body as it is (RFC 7515 appendix F, RFC 7797)."""
    def url64(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=")
    head = url64(json.dumps({"alg": "RS256", "kid": "1", "b64": False, "crit": ["b64"]}).encode())
    return (head + b".." + url64(saleor_key().sign(head + b"." + body, padding.PKCS1v15(), hashes.SHA256()))).decode()


def shop_order(sku):
    """An order in the form of rig/own_shop.json: 2 × 99.50 CNY to Russia."""
    return {"payload": {
        "no": orders.number(), "made": "2026-11-20 11:30:00", "state": 10, "money": "CNY", "sum_cents": 19900,
        "rows": [{"row": "r1", "code": sku, "what": "Music player", "pcs": 2, "cents": "9950"}],
        "to": {"first": "Ольга", "last": "Иванова", "tel": "+79161234567", "land": "Россия", "town": "Москва", "zip": "125009",
               "street": "ул. Тверская, д. 7, кв. 12"},
        "extra": [{"k": "passport", "v": "4510123456"}, {"k": "passport_issued", "v": "2015-03-20"}, {"k": "inn", "v": "500100732259"}]}}


class TestProof:
    """Each platform's own signature over the raw bytes, no bearer key."""

    def saleor(self):
        body = (OWN / "saleor/static_body.json").read_bytes().replace(b"2001", orders.number().replace("-", "").encode()[1:])
        return body, lambda signed: {"Saleor-Signature": detached_jws(signed), "Saleor-Event": "order_created"}

    def daraz(self):
        key, secret = DARAZ_SECRET.split(":")
        body = orders.as_bytes({"seller_id": "1", "message_type": 0, "data": {"trade_order_id": "260422900198363", "order_status": "unpaid"}})
        return body, lambda signed: {"Authorization": hex_hmac(secret, key, signed)}

    def shopee(self, client):
        body = orders.as_bytes({"code": 3, "shop_id": 1, "data": {"ordersn": "2611204KDJ8X1A", "status": "READY_TO_SHIP"}})
        url = f"https://{client.host}:{client.port}/v1/intake/shopee|"
        return body, lambda signed: {"Authorization": hex_hmac(SHOPEE_SECRET, url, signed), "Host": f"{client.host}:{client.port}"}

    def test_saleor_signs_with_its_key(self, acme):
        body, headers = self.saleor()
        answer = acme.post("/v1/intake/saleor", body, token=None, headers=headers(body))
        assert answer.status == 202, answer.body.decode()
        assert acme.get(f"/v1/orders/{answer.json()['id']}").status == 200
        assert acme.post("/v1/intake/saleor", body.replace(b"Zarina", b"Karina"), token=None, headers=headers(body)).status == 401
        # Signed by itself, not by the key: a signature of the same form.
        forged = headers(body)["Saleor-Signature"].rsplit(".", 1)[0] + "." + "A" * 342
        assert acme.post("/v1/intake/saleor", body, token=None, headers={"Saleor-Signature": forged}).status == 401

    @pytest.mark.parametrize("platform", ["daraz", "shopee"])
    def test_a_push_with_an_id_is_believed_and_answered_with_what_to_fetch(self, acme, platform):
        body, headers = self.daraz() if platform == "daraz" else self.shopee(acme)
        answer = acme.post(f"/v1/intake/{platform}", body, token=None, headers=headers(body))
        assert (answer.status, answer.code) == (422, "fetch-needed"), answer.body.decode()
        assert "order" in answer.json()["detail"] and "/order/" in answer.json()["detail"]
        assert acme.post(f"/v1/intake/{platform}", body + b" ", token=None, headers=headers(body)).status == 401
        assert acme.post(f"/v1/intake/{platform}", body, token=None).status == 401


def test_a_ubl_order_comes_as_xml(acme, settled):
    number = orders.number()
    body = (OWN / "ubl/order_without_currency_code.xml").read_bytes().replace(b"PO-2026-77", number.encode())
    answer = acme.post("/v1/intake/ubl", body, headers={"Content-Type": "application/xml"})
    assert answer.status == 202, answer.body.decode()
    assert answer.json()["number"] == number and answer.json()["state"] == "held"
    settled(acme, answer.json()["id"], "held")
    broken = acme.post("/v1/intake/ubl", body[:-20], headers={"Content-Type": "application/xml"})
    assert broken.status == 400 and broken.json()["code"].startswith("malformed")


def test_a_connection_for_any_platform_says_which_it_took_the_order_for(acme):
    number = orders.number()
    kaspi = (OWN / "kaspi/orders_with_included.json").read_bytes().replace(b"500100001", number.encode()) \
        .replace(b"500100002", orders.number().encode())
    answer = acme.post("/v1/intake/any", kaspi)
    assert answer.status == 200, answer.body.decode()
    platform, _, confidence = answer.header("Silkgate-Platform").partition(";confidence=")
    assert platform == "kaspi" and 50 <= int(confidence) <= 100
    nobody = acme.post("/v1/intake/any", {"hello": "world"})
    assert (nobody.status, nobody.code) == (422, "not-this-platform")
    code, out, _ = command("detect", "-", stdin=kaspi)
    assert code == 0 and json.loads(out.splitlines()[0])["platform"] == "kaspi"
    assert command("detect", "-", stdin=b"{}")[0] == 4


def test_a_shop_without_a_dialect_and_its_catalogue_as_a_table(acme, settled):
    """Signed by the shop, held for want of codes; the spreadsheet comes, its import is watched; the order ends cleared."""
    sku = orders.number()[:20]
    body = orders.as_bytes(shop_order(sku))
    signed = {"X-Shop-Sign": hex_hmac(OWN_SHOP_SECRET, body), "X-Shop-Delivery": "d1"}
    assert acme.post("/v1/intake/own-shop", body + b"\n", token=None, headers=signed).status == 401
    answer = acme.post("/v1/intake/own-shop", body, token=None, headers=signed)
    assert answer.status == 202 and answer.json()["state"] == "held", answer.body.decode()
    settled(acme, answer.json()["id"], "held")
    columns = {"sku": sku, "code.CN10.CN": "8519813100", "code.TNVED10.RU": "8519814500", "name.zh": "便携式音乐播放器",
               "name.ru": "Плеер портативный", "specification": "便携式|闪存|8GB", "originCountry": "CN", "netWeight": "0.100",
               "grossWeight": "0.150", "unit": "C62", "units.CN.unit1": "C62", "units.CN.factor1": "1", "units.CN.unit2": "KGM",
               "units.CN.factor2": "0.1", "barcode": "6901234567892"}
    rows = [",".join(columns), ",".join(columns.values())]
    rows += [",".join({**columns, "sku": f"{sku}-{i}"[:30]}.values()) for i in range(500)]
    rows.append(",".join({**columns, "sku": f"{sku}-bad"[:30], "originCountry": "QQ"}.values()))
    begun = acme.post("/v1/catalog/items:bulk", "\n".join(rows), headers={"Content-Type": "text/csv", "Prefer": "respond-async"})
    assert begun.status == 202, begun.body.decode()
    place = begun.header("Location")

    def finished():
        progress = acme.get(place).json()
        assert progress["lines"] == 502 and progress["succeeded"] + progress["failed"] <= 502
        return progress if progress["state"] == "finished" else None
    report = wait_for(finished, 120, "the import is finished")
    assert (report["succeeded"], report["failed"]) == (501, 1)
    [failure] = report["failures"]
    assert failure["status"] == 422 and failure["problem"]["errors"][0]["pointer"] == "/originCountry"
    settled(acme, answer.json()["id"], "cleared")


class TestBulk:
    @staticmethod
    def post(client, lines, query=""):
        body = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        answer = client.post(f"/v1/orders:bulk{query}", body, headers=NDJSON)
        return answer, [json.loads(line) for line in answer.body.decode().splitlines()]

    def test_a_line_has_its_own_key(self, acme):
        order, other = orders.direct_ru(), orders.direct_ru()
        key = orders.number("key")
        answer, results = self.post(acme, [{**order, "idempotencyKey": key}, {**other, "idempotencyKey": key}])
        assert answer.status == 207, results
        accepted = [row for row in results if row["status"] == 202]
        refused = [row for row in results if row["status"] != 202]
        assert len(accepted) == 1 and refused[0]["problem"]["code"] == "idempotency-key-reused", results
        kept = order if accepted[0]["line"] == 1 else other
        # The key of a line is the key of one order: the same order by the other route is a replay.
        again = acme.post("/v1/orders", kept, headers={"Idempotency-Key": key})
        assert again.status == 202 and again.json()["id"] == accepted[0]["id"]
        assert again.header("Idempotent-Replayed") == "true"
        answer, results = self.post(acme, [{**orders.direct_ru(), "idempotencyKey": "with a blank"}])
        assert results[0]["problem"]["code"] == "idempotency-key-malformed"

    def test_a_platform_s_own_format(self, acme):
        lines = [shop_order("PLAYER-OWN") for _ in range(20)]
        acme.put("/v1/catalog/items/PLAYER-OWN", orders.catalog_item("PLAYER-OWN"))
        answer, results = self.post(acme, lines, "?connection=own-shop")
        assert answer.status == 200 and [row["line"] for row in results] == list(range(1, 21)), results[:2]
        assert answer.header("Silkgate-Succeeded") == "20"

    def test_32_mib_take_little_more_than_their_own_memory(self, gateway, acme):
        def peak_bytes():
            with open(f"/proc/{gateway.process.pid}/status", encoding="ascii") as status:
                return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
        order = json.dumps(orders.direct_ru(), ensure_ascii=False)
        lines = 9_990
        # JSON may hold blanks: they make the lines long without making the orders many.
        padding = " " * ((32 * 1024 * 1024) // lines - len(order.encode()) - 1)
        body = "\n".join([order + padding] * lines)
        before = peak_bytes()
        answer = acme.post("/v1/orders:bulk", body, headers=NDJSON)
        assert answer.status == 200, answer.body[:500]
        assert answer.header("Silkgate-Succeeded") == str(lines) and answer.header("Silkgate-Replayed") == str(lines - 1)
        # The body, its copy on the way to the handler, the answers; AddressSanitizer keeps freed memory for a while too.
        sanitizer = 512 * 1024 * 1024 if "asan" in str(binary()) or "asan" in os.environ.get("SILKGATE_BINARY", "") else 0
        assert peak_bytes() - before < 3 * len(body) + sanitizer


def blockers(client, order):
    return {why["code"] for why in client.get(f"/v1/orders/{order}").json().get("blockedBy", ())}


def wildberries_order(number, sku, street):
    return {"orders": [{
        "id": int(number), "rid": f"r{number}", "orderUid": f"u{number}", "createdAt": "2026-11-20T07:56:29Z",
        "article": sku, "skus": ["4006381333931"], "nmId": 1, "chrtId": 2, "deliveryType": "dbs",
        "address": {"fullAddress": f"г. Москва, {street}, д. 10"}, "salePrice": 259900, "price": 259900, "finalPrice": 259900,
        "convertedPrice": 259900, "convertedFinalPrice": 259900, "currencyCode": 643, "convertedCurrencyCode": 643,
        "cargoType": 1, "crossBorderType": 1, "isZeroOrder": False, "options": {"isB2B": False}}]}


def test_goods_without_a_name_wait_for_the_catalogue_and_the_connector_says_how_old_an_order_is(acme, settled):
    number, sku = str(time.time_ns() // 1000), f"WB-{orders.number()}"

    def post(street, as_of):
        return acme.post("/v1/intake/any", wildberries_order(number, sku, street), headers={"Silkgate-As-Of": as_of})
    held = post("улица Льва Толстого", "2026-11-21T08:00:00Z")
    assert (held.status, held.json()["state"]) == (202, "held"), held.body.decode()
    order = held.json()["id"]
    assert (f"/v1/catalog/items/{sku}", "title-missing") in [
        (why["remedy"].get("href"), why["code"]) for why in held.json()["blockedBy"]]
    settled(acme, order, "held")
    assert acme.put(f"/v1/catalog/items/{sku}", orders.catalog_item(sku)).status == 201
    codes = wait_for(lambda: (found := blockers(acme, order)) and "title-missing" not in found and found, 30, "the goods have a name")
    assert codes == {"destination-missing", "destination-country-missing"}
    older = post("Арбат", "2026-11-21T07:59:59Z")
    assert (older.status, older.json()["update"]) == (200, "outdated")
    newer = post("Арбат", "2026-11-21T09:00:00Z")
    assert (newer.status, newer.json()["change"]) == (202, "amended"), newer.body.decode()
    wait_for(lambda: acme.get(f"/v1/orders/{order}").json().get("platformUpdatedAt") == "2026-11-21T09:00:00.000Z", 30, "it is taken")
    given = patch(acme, order, {"parties": {"consignee": orders.consignee_ru(), "buyer": orders.consignee_ru()}})
    assert given.status == 202, given.body.decode()
    settled(acme, order, "cleared")
