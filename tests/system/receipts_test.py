"""What brokers write back: the neutral reply, and everything that can not be used."""
import json

import pytest
from rig import orders
from rig.kafka import produce, read_all
from rig.wait import wait_for

RECEIPTS, DLQ = "customs.{}.receipts.v1", "customs.{}.dlq.v1"
DLQ_HEADERS = {"sg_dlq_reason", "sg_dlq_code", "sg_dlq_stage", "sg_dlq_topic", "sg_dlq_partition", "sg_dlq_offset",
               "sg_dlq_attempts", "sg_dlq_first_failed"}
GARBAGE = {
    "empty": b"", "not XML": b"\x00\xff garbage", "open element": b"<CEB604Message><a>",
    "another document": b'<?xml version="1.0"?><Invoice/>', "JSON array": b"[]", "no status": b'{"declarationId":"dec_x"}',
    "unknown status": b'{"declarationId":"dec_x","status":"lost"}',
    "entity": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "deep": b"<a>" * 5000, "unknown document": json.dumps({"declarationId": "dec_" + "a" * 26, "status": "released"}).encode(),
}


@pytest.mark.parametrize("country", ["cn", "ru"])
@pytest.mark.parametrize("name", GARBAGE)
def test_unusable_reply_goes_to_the_dead_letter_topic(installed, gateway, country, name):
    value, mark = GARBAGE[name], orders.number()
    content_type = "application/json" if value[:1] in (b"[", b"{") else "application/xml"
    produce(installed.cluster.bootstrap, RECEIPTS.format(country), value, mark,
            [("content-type", content_type), ("x-mine", mark)])

    def dead():
        return [record for record in read_all(installed.cluster.bootstrap, [DLQ.format(country)]) if record.key == mark]
    [record] = wait_for(dead, 60, f"{name} is on the dead-letter topic")
    assert record.value == value and record.headers["x-mine"] == mark
    assert record.headers["content-type"] == content_type
    assert DLQ_HEADERS <= set(record.headers), DLQ_HEADERS - set(record.headers)
    assert record.headers["sg_dlq_topic"] == RECEIPTS.format(country)
    assert record.headers["sg_dlq_offset"].isdigit() and record.headers["sg_dlq_attempts"].isdigit()
    assert gateway.running()


def test_good_replies_behind_garbage_are_processed(installed, acme, submitted, settled):
    produce(installed.cluster.bootstrap, RECEIPTS.format("cn"), b"garbage", orders.number())
    accepted = submitted(orders.direct_ru())
    settled(acme, accepted["id"], "cleared")


def test_neutral_reply_moves_the_order(installed, acme, submitted, settled):
    accepted = submitted(orders.direct_ru(orders.number("-SILENT")))
    identifier = accepted["id"]
    settled(acme, identifier, "routed")
    documents = acme.get(f"/v1/orders/{identifier}/documents").json()["documents"]
    for document in documents:
        country = "ru" if document["kind"] == "ExpressCargoDeclaration" else "cn"
        topic = "logistics.receipts.v1" if document["kind"] == "S10Item" else RECEIPTS.format(country)
        for status in ("received", "released", "received"):  # the last is late and changes nothing
            produce(installed.cluster.bootstrap, topic, json.dumps({
                "declarationId": document["id"], "status": status, "authorityReference": "REF-" + document["kind"],
                "at": "2026-11-24T08:00:00.000Z",
                "charges": [{"kind": "vat", "amount": "12.30", "currency": "RUB"}] if country == "ru" else [],
            }).encode(), document["id"], [("content-type", "application/json")])
    state = settled(acme, identifier, "cleared")
    by_kind = {document["kind"]: document for leg in state["legs"] for document in leg["documents"]}
    assert by_kind["CEB603"]["authorityReference"] == "REF-CEB603"
    assert by_kind["ExpressCargoDeclaration"]["charges"] == [{"kind": "vat", "amount": "12.30", "currency": "RUB"}]


def test_the_same_reply_twice_is_one_event(installed, acme, submitted, settled):
    accepted = submitted(orders.direct_ru(orders.number("-SILENT")))
    settled(acme, accepted["id"], "routed")
    documents = acme.get(f"/v1/orders/{accepted['id']}/documents").json()["documents"]
    [document] = [document for document in documents if document["kind"] == "CEB603"]
    reply = json.dumps({"declarationId": document["id"], "status": "registered", "authorityReference": "R1"}).encode()

    def events():
        return acme.get(f"/v1/orders/{accepted['id']}/events").json()["events"]
    before = len(events())
    for _ in range(3):
        produce(installed.cluster.bootstrap, RECEIPTS.format("cn"), reply, document["id"], [("content-type", "application/json")])
    wait_for(lambda: len(events()) > before, 60, "the first reply made an event")
    later = submitted(orders.direct_ru())
    settled(acme, later["id"], "cleared")
    once = events()
    produce(installed.cluster.bootstrap, RECEIPTS.format("cn"), reply, document["id"], [("content-type", "application/json")])
    settled(acme, submitted(orders.direct_ru())["id"], "cleared")
    assert events() == once
