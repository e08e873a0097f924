"""Orders that ended long ago: what is kept of them, and that each of them is still one order (decision 0020).

How an order grows old here: its state is written to the log again as it was, with earlier times. Nothing in the gateway knows
that it is being tested; to it this is an installation that has run for years."""
import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from rig import orders
from rig.kafka import produce, read_all
from rig.settings import ACME
from rig.wait import wait_for

STATE, EVENTS = "orders.state.v1", "orders.events.v1"
LONG_AGO = (datetime.now(UTC) - timedelta(days=500)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
DOCUMENTS = ["CEB303", "CEB505", "CEB603", "ExpressCargoDeclaration", "S10Item"]


def last_state(installed, order):
    return [record for record in read_all(installed.cluster.bootstrap, [STATE]) if record.key == order][-1]


def grow_old(installed, order):
    """Once more where the order has changed since."""
    record = last_state(installed, order)
    state = json.loads(record.value)
    if state["state"] != "archived" and state["updatedAt"] != LONG_AGO:
        value = record.value
        for name in (b"acceptedAt", b"updatedAt"):
            value = re.sub(b'"' + name + b'":"[^"]+"', b'"' + name + b'":"' + LONG_AGO.encode() + b'"', value, count=1)
        produce(installed.cluster.bootstrap, STATE, value, order, list(record.headers.items()))
        assert last_state(installed, order).partition == record.partition
    return state


def receipt_again(installed, state):
    """Of the declaration that was released: no news, but a command of the order, so its router moves on."""
    [document] = [document["id"] for leg in state["legs"] if leg["id"] == "import-ru" for document in leg["documents"]]
    produce(installed.cluster.bootstrap, "customs.ru.receipts.v1",
            json.dumps({"declarationId": document, "status": "released"}).encode(), document,
            [("content-type", "application/json")])
    return document


def archive(installed, client, order):
    def probe():
        state = grow_old(installed, order)
        if state["state"] != "archived":
            receipt_again(installed, state)
        answer = client.get(f"/v1/orders/{order}")
        assert (answer.status, answer.code) == (410, "gone")
        return True
    wait_for(probe, 120, f"{order} is archived", pause=0.5)


def events_of(installed, order):
    return [record for record in read_all(installed.cluster.bootstrap, [EVENTS]) if record.key == order]


@pytest.fixture(scope="module")
def old_order():
    """What the first test archives and the others ask for."""
    return {}


def test_an_order_that_ended_long_ago_becomes_a_small_record(installed, gateway, acme, submitted, settled, old_order):
    order = orders.direct_ru()
    identifier = submitted(order)["id"]
    whole = settled(acme, identifier, "cleared")
    before = gateway.metrics()
    document = whole["legs"][-1]["documents"][0]["id"]
    archive(installed, acme, identifier)

    record = last_state(installed, identifier)
    kept = json.loads(record.value)
    assert set(kept) == {"archive", "id", "tenant", "state", "ended", "archivedOn", "sequence", "fingerprint", "acceptedAt"}
    assert (kept["ended"], kept["acceptedAt"]) == ("cleared", LONG_AGO) and len(record.value) < 400
    sequences = [int(event.headers["ce_sequence"]) for event in events_of(installed, identifier)]
    assert sequences == list(range(1, kept["sequence"] + 1))
    assert events_of(installed, identifier)[-1].headers["ce_type"] == "silkgate.order.archived.v1"
    after = gateway.metrics()
    for name, change in (("silkgate_orders_archived_total", 1), ("silkgate_replica_archived_orders", 1),
                         ("silkgate_conservation_difference", 0)):
        assert after[name] == before[name] + change, name
    assert after["silkgate_replica_orders"] >= before["silkgate_replica_orders"]
    assert after["silkgate_replica_bytes"] > 0
    old_order.update(id=identifier, order=order, document=document)


def test_nothing_of_it_is_there_and_nothing_changes_it(acme, old_order):
    path = f"/v1/orders/{old_order['id']}"
    for place in ("", "/documents", f"/documents/{old_order['document']}", "/events", "/route.svg", "/papers/invoice"):
        answer = acme.get(path + place)
        assert (answer.status, answer.code) == (410, "gone"), place
    anything = {"If-Match": "*"}
    for answer in (acme.request("PATCH", path, body=b"{}", headers={"Content-Type": "application/merge-patch+json", **anything}),
                   acme.post(f"{path}:cancel", {"reason": "late"}, headers=anything),
                   acme.post(f"{path}:return", {"reason": "late"}, headers=anything),
                   acme.post(f"{path}:retry", {}, headers=anything)):
        assert (answer.status, answer.code) == (410, "gone")
        assert "cleared" in answer.json()["detail"]


def test_it_is_still_one_order(installed, gateway, acme, extra_gateway, submitted, settled, old_order):
    newcomer = extra_gateway("newcomer").start()  # knows only what the log says
    client = newcomer.client(ACME.token)
    commands = len([record for record in read_all(installed.cluster.bootstrap, ["orders.accepted.v1"])
                    if record.key == old_order["id"]])
    for asked in (acme, client):
        again = asked.post("/v1/orders", old_order["order"])
        assert again.status == 202 and again.header("Idempotent-Replayed") == "true", again.body
        assert {name: again.json()[name] for name in ("id", "state", "ended")} == {
            "id": old_order["id"], "state": "archived", "ended": "cleared"}
        other = orders.direct_ru(old_order["order"]["order"]["number"], money__freight="30.00", money__total="270.00")
        refused = asked.post("/v1/orders", other)
        assert (refused.status, refused.code) == (410, "gone")
        assert asked.get(f"/v1/orders/{old_order['id']}").status == 410
    client.close()
    # A later order is through, so nothing of these is still on its way.
    settled(acme, submitted(orders.direct_ru())["id"], "cleared")
    assert sorted(record.headers["sg_document"] for record in installed.records(old_order["id"])) == DOCUMENTS
    assert commands == len([record for record in read_all(installed.cluster.bootstrap, ["orders.accepted.v1"])
                            if record.key == old_order["id"]])


def test_a_late_receipt_is_a_dead_letter(installed, old_order):
    produce(installed.cluster.bootstrap, "customs.ru.receipts.v1",
            json.dumps({"declarationId": old_order["document"], "status": "query"}).encode(), old_order["document"],
            [("content-type", "application/json"), ("test", "late")])

    def letter():
        letters = [record for record in read_all(installed.cluster.bootstrap, ["customs.ru.dlq.v1"])
                   if record.key == old_order["document"] and record.headers.get("test") == "late"]
        assert [record.headers["sg_dlq_code"] for record in letters] == ["unmatched"]
        return True
    wait_for(letter, 60, "it is on the dead-letter topic", pause=0.5)


def test_an_order_that_waits_is_kept_however_old(installed, acme, gateway):
    order = orders.without(orders.direct_ru(), "lines/0/customs/codes")
    order["lines"][0]["sku"] = orders.number()[:20]
    held = acme.post("/v1/orders", order, headers={"Prefer": "handling=lenient"}).json()["id"]
    wait_for(lambda: acme.get(f"/v1/orders/{held}").json().get("state") == "held", 60, "it is held")
    grow_old(installed, held)
    retried = acme.post(f"/v1/orders/{held}:retry", {}, headers={"If-Match": "*"})
    assert retried.status == 202, retried.body

    def passed():
        metrics = gateway.metrics()
        assert metrics['silkgate_consumer_lag_records{group="route"}'] == metrics["silkgate_replica_lag_records"] == 0
        return True
    wait_for(passed, 60, "nothing lags")
    answer = acme.get(f"/v1/orders/{held}")
    assert (answer.status, answer.json()["state"]) == (200, "held")


def test_two_routers_archive_each_order_once(installed, gateway, acme, extra_gateway, submitted, settled):
    """Also while one of them is killed and the other takes its partitions over."""
    accepted = [submitted(orders.direct_ru())["id"] for _ in range(6)]
    for identifier in accepted:
        settled(acme, identifier, "cleared")
    second = extra_gateway("archivist").start()
    for index, identifier in enumerate(accepted):
        if index == len(accepted) // 2:
            second.kill()
        archive(installed, acme, identifier)
    for identifier in accepted:
        events = events_of(installed, identifier)
        types = [event.headers["ce_type"] for event in events]
        assert types.count("silkgate.order.archived.v1") == 1 and types[-1] == "silkgate.order.archived.v1"
        assert [int(event.headers["ce_sequence"]) for event in events] == list(range(1, len(events) + 1))
        assert sorted(record.headers["sg_document"] for record in installed.records(identifier)) == DOCUMENTS
