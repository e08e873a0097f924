"""The same order again, in all its cases: http-api section 3, guarantees section 2."""
import threading

import pytest
from rig import orders
from rig.kafka import read_all
from rig.settings import OTHER
from rig.wait import wait_for


def key(value):
    return {"Idempotency-Key": value}


def test_same_order_again_gets_the_first_answer_again(acme):
    order = orders.direct_ru()
    first, again = acme.post("/v1/orders", order), acme.post("/v1/orders", order)
    assert first.status == again.status == 202
    assert first.header("Idempotent-Replayed") is None
    assert again.header("Idempotent-Replayed") == "true"
    assert (again.body, again.header("ETag")) == (first.body, first.header("ETag"))


def test_same_key_and_order_gets_the_first_answer_again(acme):
    order, headers = orders.direct_ru(), key(orders.number())
    first, again = acme.post("/v1/orders", order, headers=headers), acme.post("/v1/orders", order, headers=headers)
    assert (first.status, again.status) == (202, 202)
    assert again.body == first.body and again.header("Idempotent-Replayed") == "true"


def test_quoted_and_bare_keys_are_one(acme):
    order, name = orders.direct_ru(), orders.number()
    first = acme.post("/v1/orders", order, headers=key(name))
    again = acme.post("/v1/orders", order, headers=key(f'"{name}"'))
    assert again.status == 202 and again.body == first.body


def test_same_key_other_content_is_refused(acme):
    headers = key(orders.number())
    assert acme.post("/v1/orders", orders.direct_ru(), headers=headers).status == 202
    answer = acme.post("/v1/orders", orders.direct_ru(), headers=headers)
    assert (answer.status, answer.code) == (422, "idempotency-key-reused")


def test_same_number_other_content_is_a_conflict(acme):
    number = orders.number()
    assert acme.post("/v1/orders", orders.direct_ru(number)).status == 202
    changed = orders.direct_ru(number, money__freight="30.00", money__total="270.00")

    def conflict():
        answer = acme.post("/v1/orders", changed)
        assert (answer.status, answer.code) == (409, "order-exists")
        return answer.json().get("errors")
    # Once the state is known the answer names what differs, in the caller's own bytes.
    errors = wait_for(conflict, 60, "the differing members are named")
    assert {error["pointer"] for error in errors} == {"/money/freight", "/money/total"}
    assert {error["code"] for error in errors} == {"order-differs"}


def test_meaning_counts_not_bytes(acme):
    """Members in another order and other white space are the same order."""
    import json
    order = orders.direct_ru()
    first = acme.post("/v1/orders", order)
    shuffled = json.dumps(dict(reversed(order.items())), ensure_ascii=False, indent=3)
    again = acme.post("/v1/orders", shuffled)
    assert again.status == 202 and again.body == first.body


@pytest.mark.parametrize("value", ["", '"', '"unclosed', "two words", "a" * 256, "tab\there", 'in"ner'])
def test_malformed_key_is_refused(acme, value):
    answer = acme.post("/v1/orders", orders.direct_ru(), headers=key(value))
    assert (answer.status, answer.code) == (400, "idempotency-key-malformed")


def test_a_key_is_a_tenant_s_own(acme, gateway):
    headers = key(orders.number())
    assert acme.post("/v1/orders", orders.direct_ru(), headers=headers).status == 202
    other = gateway.client(OTHER.token)
    assert other.post("/v1/orders", orders.direct_ru(), headers=headers).status == 202
    other.close()


def test_a_number_is_a_connection_s_own(acme, gateway):
    number = orders.number()
    other = gateway.client(OTHER.token)
    mine, theirs = acme.post("/v1/orders", orders.direct_ru(number)), other.post("/v1/orders", orders.direct_ru(number))
    assert mine.status == theirs.status == 202
    assert mine.json()["id"] != theirs.json()["id"]
    other.close()


def test_replay_outlives_the_gateway(acme, extra_gateway, settled):
    """Another process that never saw the order answers with the first answer."""
    order = orders.direct_ru()
    first = acme.post("/v1/orders", order)
    settled(acme, first.json()["id"], "cleared")
    second = extra_gateway("replayer").start()
    from rig.settings import ACME
    client = second.client(ACME.token)
    again = client.post("/v1/orders", order)
    assert again.status == 202 and again.body == first.body and again.header("Idempotent-Replayed") == "true"
    client.close()


def test_concurrent_twins_make_one_effect(acme, gateway, installed, settled):
    from rig.settings import ACME
    order, answers, start = orders.direct_ru(), [], threading.Barrier(8)

    def post():
        client = gateway.client(ACME.token)
        start.wait()
        answers.append(client.post("/v1/orders", order))
        client.close()
    threads = [threading.Thread(target=post) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status for answer in answers} <= {202, 409}
    accepted = [answer for answer in answers if answer.status == 202]
    assert accepted
    assert len({answer.body for answer in accepted}) == 1
    for answer in answers:
        if answer.status == 409:
            assert answer.code == "request-in-flight" and answer.header("Retry-After")
    identifier = accepted[0].json()["id"]
    settled(acme, identifier, "cleared")
    kinds = [record.headers["sg_document"] for record in installed.records(identifier)]
    assert sorted(kinds) == ["CEB303", "CEB505", "CEB603", "ExpressCargoDeclaration", "S10Item"]
    created = [record for record in read_all(installed.cluster.bootstrap, ["orders.accepted.v1"])
               if record.key == identifier and record.headers["ce_type"] == "silkgate.order.created.v1"]
    assert len(created) == 1
