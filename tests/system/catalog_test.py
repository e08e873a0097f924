"""The tenant's catalogue over HTTP."""
import json

from rig import orders
from rig.settings import OTHER
from rig.wait import wait_for


def item_path(sku):
    return f"/v1/catalog/items/{sku}"


def test_put_get_delete(acme):
    sku = orders.number()
    assert acme.get(item_path(sku)).status == 404
    assert acme.put(item_path(sku), orders.catalog_item(sku)).status in (200, 201)
    found = wait_for(lambda: (answer := acme.get(item_path(sku))).status == 200 and answer.json(), 60, "the item is there")
    assert found["sku"] == sku and found["codes"][0]["code"] == "8519813100"
    assert acme.delete(item_path(sku)).status == 204
    wait_for(lambda: acme.get(item_path(sku)).status == 404, 60, "the item is gone")


def test_an_item_is_its_tenant_s_own(acme):
    sku = orders.number()
    acme.put(item_path(sku), orders.catalog_item(sku))
    wait_for(lambda: acme.get(item_path(sku)).status == 200, 60, "the item is there")
    assert acme.get(item_path(sku), token=OTHER.token).status == 404


def test_bad_item_is_refused_with_all_violations(acme):
    sku = orders.number()
    answer = acme.put(item_path(sku), orders.catalog_item(sku, netWeight="-1", originCountry="QQ", barcode="6901234567890"))
    assert answer.status == 422
    assert {error["pointer"] for error in answer.json()["errors"]} >= {"/netWeight", "/originCountry", "/barcode"}
    assert acme.get(item_path(sku)).status == 404


def test_bulk_says_what_became_of_each_line(acme):
    good, bad = orders.number(), orders.number()
    lines = "\n".join(json.dumps(item, ensure_ascii=False) for item in
                      (orders.catalog_item(good), orders.catalog_item(bad, originCountry="QQ")))
    answer = acme.post("/v1/catalog/items:bulk", lines, headers={"Content-Type": "application/x-ndjson"})
    assert answer.status == 207
    results = [json.loads(line) for line in answer.body.decode().splitlines()]
    assert [result["line"] for result in results] == [1, 2]
    assert results[0]["status"] < 300 and results[1]["status"] == 422
    assert (answer.header("Silkgate-Succeeded"), answer.header("Silkgate-Failed")) == ("1", "1")
    wait_for(lambda: acme.get(item_path(good)).status == 200, 60, "the good item is there")


def test_a_held_order_continues_when_the_catalogue_has_the_code(acme, settled):
    order = orders.direct_ru()
    order["lines"][0]["sku"] = sku = orders.number()[:20]
    order = orders.without(order, "lines/0/customs/codes")
    answer = acme.post("/v1/orders", order, headers={"Prefer": "handling=lenient"})
    assert answer.status == 202 and answer.json()["state"] == "held"
    settled(acme, answer.json()["id"], "held")
    acme.put(item_path(sku), orders.catalog_item(sku))
    settled(acme, answer.json()["id"], "cleared")
    retried = acme.post(f"/v1/orders/{answer.json()['id']}:retry", headers={"If-Match": '"1"'})
    assert retried.status in (409, 412)  # nothing is held any more


def test_a_catalogue_record_that_helps_only_in_part_is_tried_once(acme, settled):
    """The order stays held for what is still missing; it says so with the remedy, and is not retried without end."""
    order = orders.direct_ru()
    order["lines"][0]["sku"] = sku = orders.number()[:20]
    order = orders.without(order, "lines/0/customs/codes")
    held = acme.post("/v1/orders", order, headers={"Prefer": "handling=lenient"}).json()
    settled(acme, held["id"], "held")
    cn_only = [{"system": "CN10", "code": "8519813100", "country": "CN"}]
    acme.put(item_path(sku), orders.catalog_item(sku, codes=cn_only))

    def legs():
        return {leg["id"]: leg for leg in acme.get(f"/v1/orders/{held['id']}").json()["legs"]}
    wait_for(lambda: legs()["export-cn"]["state"] == "released", 60, "China needs no more")
    [missing] = [why for why in legs()["import-ru"]["blockedBy"] if why["code"] == "hs-code-missing"]
    assert missing["remedy"] == {"kind": "catalog", "href": item_path(sku)}
    settled(acme, acme.post("/v1/orders", orders.direct_ru()).json()["id"], "cleared")  # a later one is through by now
    assert settled(acme, held["id"], "held")["version"] == 2
