"""A platform posts its orders again: updates, cancellations and refunds by webhook, late ones too; two gateways that
change one order; goods that come back."""
import threading

import pytest
from intake_test import shopify_order
from life_test import cancel, codes, etag, leg, patch, reply, told
from rig import orders
from rig.settings import ACME, SHOPIFY_SECRET
from rig.wait import wait_for


def webhook(client, document, topic):
    """Shopify's own push: the signature over the raw bytes, no key of ours."""
    body = orders.as_bytes(document)
    headers = {**orders.shopify_headers(SHOPIFY_SECRET, body), "X-Shopify-Topic": topic}
    return client.post("/v1/intake/shopify", body, token=None, headers=headers)


def at(document, time, **members):
    return {**document, "updated_at": f"2026-11-20T{time}+08:00", **members}


def events(client, order):
    return [event["type"] for event in client.get(f"/v1/orders/{order}/events").json()["events"]]


@pytest.fixture
def bought(acme):
    """orders/create of two music players; bought(suffix, missing=…) leaves note attributes out."""
    assert acme.put("/v1/catalog/items/PLAYER-RU", orders.catalog_item("PLAYER-RU")).status in (200, 201)
    notes = {"passport": "4510123456", "passport_issued": "2015-03-20", "passport_issuer": "ОВД Тверского района",
             "inn": "500100732259"}

    def buy(suffix="", missing=()):
        attributes = [{"name": name, "value": value} for name, value in notes.items() if name not in missing]
        document = {**shopify_order(orders.number()), "note_attributes": attributes}
        document["name"] += suffix
        document = at(document, "16:30:00")
        answer = webhook(acme, document, "orders/create")
        assert answer.status == 202, answer.body
        return answer.json()["id"], document
    return buy


def one_less(document, time):
    document = at(document, time, financial_status="partially_refunded")
    return {**document, "line_items": [{**document["line_items"][0], "current_quantity": 1}]}


def test_an_update_amends_what_was_declared_and_the_authorities_clear_it(acme, installed, bought, settled):
    order, document = bought("-SILENT")
    wait_for(lambda: len(told(installed, order)) == 5, 60, "it is declared")
    answer = webhook(acme, one_less(document, "17:00:00"), "orders/updated")
    assert answer.status == 202, answer.body
    assert (answer.json()["id"], answer.json()["change"]) == (order, "amended")
    amended = wait_for(lambda: [name for action, name in told(installed, order) if action == "amend"], 60, "China is told")
    assert set(amended) >= {"CEB303", "CEB603"}
    state = acme.get(f"/v1/orders/{order}").json()
    assert state["platformUpdatedAt"] == "2026-11-20T09:00:00.000Z"
    newest = [document for document in leg(state, "export-cn")["documents"]
              if document["kind"] == "CEB603" and document["action"] == "amend"]
    assert b"<qty>1</qty>" in acme.get(newest[-1]["href"]).body.replace(b"ceb:", b"")
    # An older update, delivered late, is recognised: nothing is told to anyone.
    before = told(installed, order)
    late = webhook(acme, at(document, "16:45:00", note="ring twice"), "orders/updated")
    assert (late.status, late.json()["update"]) == (200, "outdated")
    assert late.json()["version"] == state["version"]
    # The same delivery again is a duplicate.
    again = webhook(acme, one_less(document, "17:00:00"), "orders/updated")
    assert (again.status, again.header("Idempotent-Replayed")) == (202, "true")
    assert told(installed, order) == before
    # Customs clears what was amended.
    reply(installed, "cn", newest[-1], status="released", authorityReference="42272026E123456789")
    for document in leg(state, "import-ru")["documents"]:
        reply(installed, "ru", document, status="released")
    settled(acme, order, "cleared")


def cancelled(document):
    return at(document, "18:00:00", cancelled_at="2026-11-20T18:00:00+08:00", cancel_reason="customer")


def test_a_cancellation_by_webhook_is_told_with_its_reason(acme, installed, bought):
    order, document = bought("-SILENT")
    wait_for(lambda: len(told(installed, order)) == 5, 60, "it is declared")
    answer = webhook(acme, cancelled(document), "orders/cancelled")
    assert answer.status == 202, answer.body
    assert answer.json()["change"] == "cancelled"
    # China is asked as soon as customs has given the list its number.
    declaration = next(document for document in leg(acme.get(f"/v1/orders/{order}").json(), "export-cn")["documents"]
                       if document["kind"] == "CEB603")
    reply(installed, "cn", declaration, status="registered", authorityReference="42272026E123456789")
    wait_for(lambda: ("cancel", "CEB605") in told(installed, order), 60, "China is asked")
    state = acme.get(f"/v1/orders/{order}").json()
    assert state["state"] == "cancel_requested"
    request = next(document for document in leg(state, "export-cn")["documents"] if document["kind"] == "CEB605")
    assert "customer" in acme.get(request["href"]).body.decode()


def test_a_cancellation_after_the_carrier_has_the_goods_is_a_return(acme, installed, bought, settled):
    order, document = bought()
    settled(acme, order, "cleared")
    wait_for(lambda: [name for name in events(acme, order) if name.startswith("carriage.")], 60, "the parcel is under way")
    answer = webhook(acme, cancelled(document), "orders/cancelled")
    assert (answer.status, answer.json()["change"]) == (202, "returned"), answer.body
    assert ("cancel", "CEB605") not in told(installed, order)


def test_what_was_supplied_by_hand_survives_the_platforms_next_payload(acme, installed, bought, settled):
    order, document = bought(missing=("inn",))
    wait_for(lambda: events(acme, order), 60, "the order has a state")
    settled(acme, order, "held")
    answer = patch(acme, order, {"parties": {"consignee": {"ids": {"RU_INN": {"number": "500100732259", "country": "RU"}}}}})
    assert answer.status == 202, answer.body
    settled(acme, order, "cleared")
    answer = webhook(acme, at(document, "19:00:00", fulfillment_status="fulfilled"), "orders/updated")
    assert answer.status == 202, answer.body
    assert [leg["id"] for leg in answer.json()["legs"] if leg.get("blockedBy")] == [], answer.body
    state = acme.get(f"/v1/orders/{order}").json()
    assert (state["state"], state["version"]) == ("cleared", 3)


def test_a_refund_after_clearance_is_a_return(acme, installed, bought, settled):
    order, document = bought()
    settled(acme, order, "cleared")
    answer = webhook(acme, one_less(document, "20:00:00"), "orders/updated")
    assert (answer.status, answer.json()["change"]) == (202, "returned"), answer.body
    state = acme.get(f"/v1/orders/{order}").json()
    assert state["state"] == "cleared"
    # A refund does not say what brings the goods back, which China wants to know.
    assert leg(state, "export-cn")["returning"] == "waiting"
    assert leg(state, "import-ru")["returning"] == "unserved"  # to be declared on paper
    assert codes(leg(state, "import-ru")) == ["action-not-served"]
    wait_for(lambda: "order.returned" in events(acme, order), 60, "the event is there")
    # What is left comes back by hand: the whole parcel did not, so the post is not told.
    answer = acme.post(f"/v1/orders/{order}:return", {"reason": "broken", "logistics": {
        "number": "RET-1", "mode": "road", "transportMeans": "RU1234", "journeyNumber": "7"}}, headers={"If-Match": etag(acme, order)})
    assert (answer.status, answer.json()["change"]) == (202, "returned"), answer.body
    wait_for(lambda: ("return", "CEB213") in told(installed, order), 60, "China is told")
    wait_for(lambda: leg(acme.get(f"/v1/orders/{order}").json(), "export-cn")["returning"] == "done", 60, "China agrees")
    assert "leg.returned" in events(acme, order)
    answer = acme.post(f"/v1/orders/{order}:return", {}, headers={"If-Match": etag(acme, order)})
    assert (answer.status, answer.code) == (409, "illegal-transition")


def test_two_gateways_change_one_version_and_one_of_them_is_told_that_it_lost(acme, gateway, extra_gateway, submitted,
                                                                               settled):
    second = extra_gateway("second-change").start()
    clients = gateway.client(ACME.token), second.client(ACME.token)
    order = submitted(orders.direct_ru())["id"]
    settled(acme, order, "cleared")
    wait_for(lambda: clients[1].get(f"/v1/orders/{order}").json().get("state") == "cleared", 60, "the second knows it")
    lost = won = 0
    for attempt in range(5):
        version = etag(acme, order)
        answers = together(lambda client, name: patch(client, order, {"notes": {"buyer": f"{name} {attempt}"}}, version), clients)
        assert sorted(answer.status for answer in answers) == [202, 412], [answer.body for answer in answers]
        won += 1
        lost += sum(answer.code == "precondition-failed" for answer in answers if answer.status == 412)
        expected = int(version.strip('"')) + 1
        wait_for(lambda: all(etag(client, order) == f'"{expected}"' for client in clients), 60, "both know the winner's")
    assert won == lost == 5
    assert acme.get(f"/v1/orders/{order}").json()["version"] == 6
    assert cancel(acme, order, {"reason": "enough"}).status == 202


def together(work, clients):
    answers, barrier = [None] * len(clients), threading.Barrier(len(clients))

    def run(index):
        barrier.wait()
        answers[index] = work(clients[index], f"gateway {index}")
    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
