"""Consolidations over HTTPS: orders in bags in a container, weights that add up, durable on Kafka, shown on the order, declared
to Chinese customs by request and by schedule."""
import json
import subprocess
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from rig import orders
from rig.exports import order_to_china
from rig.gateway import binary
from rig.kafka import read_all
from rig.settings import ACME, OTHER
from rig.wait import wait_for

TOPIC = "logistics.consolidations.v1"


def path(number):
    return f"/v1/consolidations/{number}"


def container(*bags, **changes):
    """A container that leaves Jiaozhou for Moscow with these bags of orders."""
    units = [{"ref": "BOX", "kind": "container", "number": "CSQU3054383", "type": "45G1", "tareKg": "3940", "seals": ["QD-77"]}]
    units += [{"ref": f"BAG-{index}", "kind": "bag", "in": "BOX", "tareKg": "0.35", "orders": bag}
              for index, bag in enumerate(bags, 1)]
    return {"mode": "rail", "from": "JIAOZHOU", "to": "MOSCOW", "transportDocument": {"type": "SMGS", "number": "12345678"},
            "units": units, **changes}


@pytest.fixture(scope="module")
def packed(installed):
    """Three cleared orders of 2 kg, packed in two bags; shared by the tests below."""
    client = installed.main.client(ACME.token)
    ids = []
    for _ in range(3):
        answer = client.post("/v1/orders", orders.direct_ru())
        assert answer.status == 202, answer.body
        ids.append(answer.json()["id"])
    for order in ids:
        wait_for(lambda order=order: client.get(f"/v1/orders/{order}").json()["state"] == "cleared", 120, "the order is cleared")
    number = orders.number("-box")
    made = client.put(path(number), container(ids[:2], ids[2:]))
    assert made.status == 201, made.body.decode()
    yield client, number, ids, made
    client.close()


def test_weights_add_up_on_every_level(packed):
    _, _, _, made = packed
    body = made.json()
    box, first, second = (unit["load"] for unit in body["units"])
    assert (first["parcels"], first["goodsKg"], first["grossKg"]) == (2, "4.000", "4.350")
    assert (second["parcels"], second["goodsKg"], second["grossKg"]) == (1, "2.000", "2.350")
    assert (box["parcels"], box["goodsKg"], box["innerTareKg"], box["grossKg"]) == (3, "6.000", "0.70", "3946.700")
    assert box["capacity"]["grossKg"] == "30480" and "ISO 668" in box["capacity"]["source"]
    assert sum(Decimal(parcel["grossKg"]) for parcel in body["parcels"]) == Decimal(body["total"]["goodsKg"])
    assert body["total"]["grossKg"] == box["grossKg"]


def test_the_record_on_kafka_is_the_answer_and_holds_nobody_s_data(installed, packed):
    client, number, _, made = packed
    [record] = [record for record in read_all(installed.cluster.bootstrap, [TOPIC]) if record.key.endswith("\0" + number)]
    assert record.value == made.body == client.get(path(number)).body
    assert record.headers["ce_type"] == "silkgate.consolidation.v1" and record.headers["ce_subject"] == number
    assert not [word for word in orders.PERSONAL if word in record.value.decode()]


def test_the_order_says_where_it_travels(packed):
    client, number, ids, _ = packed
    [travels] = client.get(f"/v1/orders/{ids[2]}").json()["travelsIn"]
    assert travels == {"consolidation": number, "mode": "rail", "from": "JIAOZHOU", "to": "MOSCOW",
                       "transportDocument": {"type": "SMGS", "number": "12345678"},
                       "units": [{"ref": "BAG-2", "kind": "bag"},
                                 {"ref": "BOX", "kind": "container", "number": "CSQU3054383"}]}


def test_another_process_knows_it_from_kafka_alone(packed, extra_gateway):
    _, number, _, made = packed
    second = extra_gateway("forwarder").start()
    client = second.client(ACME.token)
    wait_for(lambda: client.get(path(number)).body == made.body, 60, "the other process has read it")
    client.close()


def test_the_same_again_changes_nothing_and_a_change_needs_the_version(packed):
    client, number, ids, made = packed
    again = client.put(path(number), container(ids[:2], ids[2:]))
    assert (again.status, again.body, again.header("ETag")) == (200, made.body, '"1"')
    other = container(ids[:1], ids[1:])
    assert client.put(path(number), other).status == 428
    assert client.put(path(number), other, headers={"If-Match": '"7"'}).status == 412
    changed = client.put(path(number), other, headers={"If-Match": '"1"'})
    assert (changed.status, changed.header("ETag")) == (200, '"2"')
    assert changed.json()["units"][2]["load"]["parcels"] == 2
    assert client.get(f"/v1/orders/{ids[1]}").json()["travelsIn"][0]["units"][0]["ref"] == "BAG-2"


def test_the_order_s_events_tell_each_packing_once(packed):
    """Told by the router from the topic. The second order was moved to the other bag; a version that moves nobody tells nothing."""
    client, number, ids, _ = packed

    def packings(order):
        events = client.get(f"/v1/orders/{order}/events").json()["events"]
        return [(event["detail"]["consolidation"], event["detail"]["unit"]) for event in events if event["type"] == "order.packed"]
    wait_for(lambda: packings(ids[1]) == [(number, "BAG-1"), (number, "BAG-2")], 60, "both packings are told")
    wait_for(lambda: packings(ids[2]) == [(number, "BAG-2")], 60, "one packing is told")
    assert packings(ids[0]) == [(number, "BAG-1")]
    state = client.get(f"/v1/orders/{ids[1]}").json()
    assert (state["state"], state["version"]) == ("cleared", 1)


def test_silkgate_consolidation_prints_the_manifest_of_the_record(packed):
    client, number, _, _ = packed
    record = client.get(path(number)).body
    printed = subprocess.run([binary(), "consolidation", "--format", "csv"], input=record, capture_output=True, check=True).stdout
    answered = client.get(f"{path(number)}/papers/manifest", headers={"Accept": "text/csv"})
    assert printed == answered.body
    wrong = record.replace(b"CSQU3054383", b"CSQU3054384")
    refused = subprocess.run([binary(), "consolidation"], input=wrong, capture_output=True, check=False)
    assert refused.returncode == 3 and b"LG-02" in refused.stderr


def test_it_is_its_tenant_s_own(packed):
    client, number, ids, _ = packed
    assert client.get(path(number), token=OTHER.token).status == 404
    assert client.get(f"/v1/orders/{ids[0]}", token=OTHER.token).status == 404


def test_what_is_wrong_is_said_with_its_place(packed, acme, submitted):
    client, number, ids, _ = packed
    third = submitted(orders.direct_ru())["id"]
    wait_for(lambda: acme.get(f"/v1/orders/{third}").json()["state"] not in ("accepted",), 60, "it is routed")
    unknown = "ord_" + "a" * 26
    bad = container([ids[0], unknown], [third, third])
    bad["to"] = "ATLANTIS"
    bad["units"][0]["number"] = "CSQU3054384"
    bad["units"][2]["maxGrossKg"] = "2"
    answer = client.put(path(orders.number("-bad")), bad)
    assert answer.status == 422
    found = {(error["rule"]["id"], error["pointer"]) for error in answer.json()["errors"]}
    assert found == {("LG-0215", "/to"), ("LG-0214", "/units/1/orders/0"), ("LG-0212", "/units/1/orders/1"),
                     ("LG-0204", "/units/0/number"), ("LG-0209", "/units/2/orders/1"), ("LG-0211", "/units/2")}
    onwards = container([ids[0]], **{"from": "MOSCOW", "to": "MINSK", "mode": "road"})
    assert client.put(path(orders.number("-onwards")), onwards).status == 201, "the next stage of the way is another matter"


def test_what_is_dissolved_is_gone_for_the_order_too(acme, submitted):
    order = submitted(orders.direct_ru())["id"]
    wait_for(lambda: acme.get(f"/v1/orders/{order}").json()["state"] != "accepted", 60, "it is routed")
    number = orders.number("-short")
    assert acme.put(path(number), container([order])).status == 201
    assert acme.delete(path(number)).status == 428
    assert acme.delete(path(number), headers={"If-Match": '"1"'}).status == 204
    assert acme.get(path(number)).status == 404
    assert "travelsIn" not in acme.get(f"/v1/orders/{order}").json()


HEAD = {"trafName": "X8088"}  # in place of the registration


@pytest.fixture
def loaded(acme, submitted, settled):
    """loaded(count): so many cleared orders in the two bags of a container; its number and their ids."""
    def load(count=3):
        ids = [submitted(orders.direct_ru())["id"] for _ in range(count)]
        for order in ids:
            settled(acme, order, "cleared")
        number = orders.number("-shp")
        made = acme.put(path(number), container(ids[:1], ids[1:]))
        assert made.status == 201, made.body.decode()
        return number, ids
    return load


def declared(client, number, state, count=1):
    """The newest declaration, once there are so many and it is in this state."""
    def probe():
        declarations = client.get(path(number) + "/declarations").json()["declarations"]
        assert len(declarations) == count and declarations[-1]["state"] == state, declarations
        return declarations[-1]
    return wait_for(probe, 60, f"the shipment is {state}")


def messages(installed, ids, kind="CEB607"):
    return [record for order in ids for record in installed.records(order, ["customs.cn.declarations.v1"])
            if record.headers["sg_document"] == kind]


def hears(client, order, document, event="document.released"):
    """The order has the receipt of the document among its events."""
    wait_for(lambda: [one for one in client.get(f"/v1/orders/{order}/events").json()["events"]
                      if one["type"] == event and one.get("detail", {}).get("document") == document], 60, f"{order} hears the answer")


def test_customs_is_told_of_the_shipment_and_every_order_hears_the_answer(installed, acme, loaded):
    number, ids = loaded()
    wish = {"message": "CEB607", "head": HEAD}
    assert acme.post(path(number) + ":declare", wish).status == 428
    match = {"If-Match": '"1"'}
    assert acme.post(path(number) + ":declare", {"message": "CEB603"}, headers=match).status == 400
    unknown = acme.post(path(number) + ":declare", {"message": "CEB607", "head": {"colour": "red"}}, headers=match)
    assert unknown.status == 400 and "colour" in unknown.json()["detail"]
    answer = acme.post(path(number) + ":declare", wish, headers=match)
    assert (answer.status, answer.header("ETag")) == (202, '"2"'), answer.body.decode()
    declaration = declared(acme, number, "released")
    assert declaration["authorityReference"].startswith("B") and declaration["nativeStatus"] == "399"
    # One message with every parcel, by the order that has it; the bags are named.
    [record] = messages(installed, ids)
    assert record.key == declaration["document"] and record.headers["sg_signature"].startswith("xmldsig")
    message = record.value.decode()
    assert message.count("<ceb:logisticsNo>") == 3 and message.count("<ceb:totalPackageNo>BAG-2<") == 2
    for said in (f"<ceb:copNo>{number}<", "<ceb:trafMode>3<", "<ceb:billNo>12345678<", "<ceb:grossWeight>6<", "<ceb:trafName>X8088<"):
        assert said in message, message
    for order in ids:
        wait_for(lambda order=order: "document.released" in [
            event["type"] for event in acme.get(f"/v1/orders/{order}/events").json()["events"]
            if event.get("detail", {}).get("kind") == "CEB607"], 60, "the order hears the answer")
        assert acme.get(f"/v1/orders/{order}").json()["state"] == "cleared"
        assert acme.get(f"/v1/orders/{order}/documents/{record.key}").body == record.value
    again = acme.post(path(number) + ":declare", wish)
    assert (again.status, again.json()["declarations"][0]["document"]) == (200, record.key)
    other = acme.post(path(number) + ":declare", {"message": "CEB607", "head": HEAD | {"copNo": "OTHER"}}, headers={"If-Match": '"2"'})
    assert (other.status, other.code) == (409, "illegal-transition")
    assert acme.delete(path(number), headers={"If-Match": '"2"'}).status == 409
    assert acme.put(path(number), container(ids), headers={"If-Match": '"2"'}).status == 409
    assert len(messages(installed, ids)) == 1


def test_what_was_told_is_amended_and_deleted(installed, acme, loaded):
    number, ids = loaded(2)

    def declare(version, expected, **wish):
        answer = acme.post(path(number) + ":declare", {"message": "CEB607", **wish}, headers={"If-Match": f'"{version}"'})
        assert answer.status == expected, answer.body.decode()
        return answer
    assert declare(1, 409, action="cancel").code == "illegal-transition"
    declare(1, 202, head=HEAD)
    declared(acme, number, "released")
    declare(2, 409, head=HEAD | {"voyageNo": "2"})  # what stands is changed by name
    declare(1, 412, action="amend", head={"voyageNo": "2"})
    declare(2, 202, action="amend", head={"voyageNo": "2"})
    amended = declared(acme, number, "released", 2)
    assert amended["action"] == "amend"
    declare(3, 200, action="amend", head={"voyageNo": "2"})
    sent = {record.key: record for record in messages(installed, ids)}
    second = sent[amended["document"]]
    assert len(sent) == 2 and second.headers["sg_action"] == "amend"
    for said in ("<ceb:appType>2<", "<ceb:voyageNo>2<", "<ceb:trafName>X8088<", f"<ceb:copNo>{number}<"):
        assert said in second.value.decode(), second.value
    for order in ids:
        hears(acme, order, amended["document"])
    assert acme.put(path(number), container(ids), headers={"If-Match": '"3"'}).status == 409
    declare(3, 202, action="cancel")
    deleted = declared(acme, number, "released", 3)
    sent = {record.key: record for record in messages(installed, ids)}
    assert b"<ceb:appType>3<" in sent[deleted["document"]].value
    assert len({record.value.split(b'guid="')[1][:36] for record in sent.values()}) == 3
    for order in ids:
        hears(acme, order, deleted["document"])
        assert acme.get(f"/v1/orders/{order}").json()["state"] == "cleared", "the orders' own declarations stand"
    # The consolidation is free again, its number is not.
    changed = acme.put(path(number), container(ids), headers={"If-Match": '"4"'})
    assert (changed.status, changed.header("ETag")) == (200, '"5"'), changed.body.decode()
    declare(5, 409, head=HEAD)
    declare(5, 202, head=HEAD | {"copNo": number + "-2"})
    declared(acme, number, "released", 4)


def test_each_delivered_parcel_is_signed_for_on_its_own(installed, acme, submitted, settled):
    """CEB513: a message and a receipt for each parcel."""
    ids = [submitted(order_to_china("UZ"))["id"] for _ in range(2)]
    for order in ids:
        settled(acme, order, "cleared")
    number = orders.number("-in")
    assert acme.put(path(number), container(ids, **{"from": "MOSCOW", "to": "JIAOZHOU", "units": [
        {"ref": "BAG", "kind": "bag", "tareKg": "1", "orders": ids}]})).status == 201
    match = {"If-Match": '"1"'}
    parcels = [{"order": order, "head": {"logisticsTime": f"2026112410000{index}"}} for index, order in enumerate(ids)]
    wish = {"message": "CEB513", "parcels": parcels}
    answer = acme.post(path(number) + ":declare", wish, headers=match)
    assert answer.status == 202, answer.body.decode()
    assert {one["order"] for one in answer.json()["declarations"]} == set(ids)
    [record] = wait_for(lambda: messages(installed, ids[:1], "CEB513"), 60, "the message is out")
    assert record.value.count(b"<ceb:LogisticsStatus>") == 1 and b"<ceb:logisticsTime>20261124100000<" in record.value

    def all_released():
        found = acme.get(path(number) + "/declarations").json()["declarations"]
        assert [one["state"] for one in found] == ["released"] * 2, found
        return found
    for one in wait_for(all_released, 60, "both receipts are here"):
        hears(acme, one["order"], one["document"])
    assert acme.post(path(number) + ":declare", wish, headers=match).status == 200
    amend = {"message": "CEB513", "action": "amend", "parcels": [{"order": ids[1], "head": {"logisticsTime": "20261124110000"}}]}
    assert acme.post(path(number) + ":declare", amend, headers=match).status == 202
    changed = declared(acme, number, "released", 3)
    assert (changed["order"], changed["action"]) == (ids[1], "amend")
    [record] = [record for record in messages(installed, ids[1:], "CEB513") if record.key == changed["document"]]
    assert b"<ceb:appType>2<" in record.value and b"<ceb:logisticsTime>20261124110000<" in record.value
    assert acme.put(path(number), container(ids[:1]), headers=match).status == 200, "single parcels bind no consolidation"


def test_goods_that_came_back_are_tallied_after_their_application(installed, acme, submitted, settled):
    """CEB215 says of the parcel what its CEB213 said."""
    ids = [submitted(orders.direct_ru())["id"] for _ in range(2)]
    for order in ids:
        settled(acme, order, "cleared")
    back = {"reason": "broken", "logistics": {"number": f"RET-{ids[0][-8:]}", "mode": "road", "transportMeans": "RU1234", "journeyNumber": "7"}}
    version = acme.get(f"/v1/orders/{ids[0]}").header("ETag")
    assert acme.post(f"/v1/orders/{ids[0]}:return", back, headers={"If-Match": version}).status == 202

    def agreed():
        [leg] = [leg for leg in acme.get(f"/v1/orders/{ids[0]}").json()["legs"] if leg["id"] == "export-cn"]
        assert leg.get("returning") == "done", leg
        return True
    wait_for(agreed, 60, "China agrees")
    number = orders.number("-back")
    assert acme.put(path(number), container(ids, **{"from": "MOSCOW", "to": "JIAOZHOU", "mode": "road", "units": [
        {"ref": "BAG", "kind": "bag", "tareKg": "1", "orders": ids}]})).status == 201
    match = {"If-Match": '"1"'}
    head = {"operatorCode": "3702980001", "operatorName": "示例监管场所", "location": "B-12"}
    refused = acme.post(path(number) + ":declare", {"message": "CEB215", "head": head, "parcels": [{"order": ids[1]}]}, headers=match)
    assert refused.status == 409 and "CEB213" in refused.json()["detail"], refused.body
    answer = acme.post(path(number) + ":declare", {"message": "CEB215", "head": head}, headers=match)
    assert answer.status == 202, answer.body.decode()
    tally = declared(acme, number, "released")
    assert (tally["order"], tally["authorityReference"][0]) == (ids[0], "B")
    hears(acme, ids[0], tally["document"])
    [application] = messages(installed, ids, "CEB213")
    [record] = messages(installed, ids, "CEB215")

    def element(message, name):
        return message.value.decode().split(f"<ceb:{name}>")[1].split("<")[0]
    for name in ("logisticsNo", "coElNo", "invtNo", "billNo", "trafMode", "trafName", "voyageNo", "customsCode"):
        assert element(record, name) == element(application, name), name
    assert element(record, "logisticsNo") == back["logistics"]["number"] and element(record, "location") == "B-12"


def at_noon():
    """A clock on which it is about noon, so that no test runs over midnight: seconds since its day began, and its offset."""
    now = datetime.now(timezone.utc)
    hours = 12 - now.hour
    return (now + timedelta(hours=hours)), f"{'-' if hours < 0 else '+'}{abs(hours):02}:00"


def test_what_is_open_is_declared_by_schedule_once(installed, acme, loaded, extra_gateway):
    """One time passed before any process with a schedule ran and is made up, by two at once; the next one finds what was packed since."""
    number, ids = loaded(2)
    clock, offset = at_noon()
    due = clock + timedelta(seconds=1)
    schedule = {"declare_at": [f"{due:%H:%M:%S}"], "utc_offset": offset}
    wait_for(lambda: at_noon()[0] > due, 10, "the time has passed")
    gateways = [extra_gateway(name, shipments=dict(schedule)) for name in ("scheduler-1", "scheduler-2")]
    for gateway in gateways:
        gateway.ports_file.unlink(missing_ok=True)
        gateway.launch()
    for gateway in gateways:
        gateway.wait_ready()
    declared(acme, number, "released")
    for gateway in gateways:
        wait_for(lambda gateway=gateway: f'"{number}"' in gateway.log() and '"late":true' in gateway.log(), 60, "it is told in the log")
    assert len(messages(installed, ids)) == 1
    results = [gateway.metrics() for gateway in gateways]
    assert sum(found[f'silkgate_shipments_due_total{{result="{word}"}}'] for found in results for word in ("declared", "repeated")) >= 1
    assert not any(found[f'silkgate_shipments_due_total{{result="{word}"}}'] for found in results for word in ("failed", "missed"))
    later, others = loaded(2)
    soon = f"{at_noon()[0] + timedelta(seconds=2):%H:%M:%S}"
    gateways[0].settings["shipments"]["declare_at"].append(soon)
    gateways[0].write_config()
    gateways[0].reload()
    declared(acme, later, "released")
    assert len(messages(installed, others)) == 1 and len(messages(installed, ids)) == 1
