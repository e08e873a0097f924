"""A record that can never be processed: bounded attempts, then the dead-letter topic; everything behind it goes on."""
import zlib

import pytest
from rig import orders
from rig.kafka import produce, read_all, records_at_most
from rig.wait import wait_for

RU = "customs.ru.declarations.v1"
LIMIT = 500  # bytes of a batch; a declaration is far above it, compressed too


def letters(installed, key, topic="orders.dlq.v1"):
    return [record for record in read_all(installed.cluster.bootstrap, [topic]) if record.key == key]


def leg_states(state):
    return {leg["id"]: leg["state"] for leg in state["legs"]}


@pytest.fixture
def poisoned(installed, submitted, settled, acme):
    """An order whose Russian declaration Kafka refuses as too large, after the gateway has given up on it."""
    with records_at_most(installed.cluster.bootstrap, RU, LIMIT):
        accepted = submitted(orders.direct_ru())
        state = settled(acme, accepted["id"], "held", deadline_seconds=180)  # five attempts with pauses between
        # Other keys go on: an order with nothing for Russia yet is declared in China.
        other = acme.post("/v1/orders", orders.without(orders.direct_ru(), "lines/0/customs/codes/1"),
                          headers={"Prefer": "handling=lenient"}).json()
        wait_for(lambda: leg_states(acme.get(f"/v1/orders/{other['id']}").json())["export-cn"] == "released", 60,
                 "an order behind the poison is declared")
    return state


def test_a_refused_document_holds_its_order_and_is_a_dead_letter(installed, poisoned, acme, settled):
    assert [why["rule"]["id"] for why in poisoned["blockedBy"]] == ["SG-0911"]
    assert [why["code"] for why in poisoned["blockedBy"]] == ["processing-failed"]
    [letter] = letters(installed, poisoned["id"])
    assert letter.headers["sg_dlq_code"] == "too-large" and letter.headers["sg_dlq_stage"] == "route"
    assert letter.headers["sg_dlq_topic"] == "orders.accepted.v1"
    assert letter.headers["sg_dlq_attempts"] == "5"
    assert letter.headers["ce_type"] == "silkgate.order.created.v1"
    assert installed.records(poisoned["id"]) == []  # nothing of the aborted transactions is visible
    # What the operator mends, a retry makes good.
    answer = acme.post(f"/v1/orders/{poisoned['id']}:retry", headers={"If-Match": '"1"'})
    assert answer.status == 202, answer.body
    settled(acme, poisoned["id"], "cleared")
    found = installed.records(poisoned["id"])
    records = {record.headers["sg_document"]: record for record in found}
    assert sorted(record.headers["sg_document"] for record in found) == ["CEB303", "CEB505", "CEB603", "ExpressCargoDeclaration", "S10Item"]
    assert len(zlib.compress(records["ExpressCargoDeclaration"].value, 9)) > LIMIT  # so it was the size that was refused


def test_a_command_that_is_none_is_a_dead_letter_at_once(installed, gateway, submitted, settled, acme):
    mark = orders.number()
    before = gateway.metrics()['silkgate_dlq_records_total{topic="orders",reason="unreadable"}']
    produce(installed.cluster.bootstrap, "orders.accepted.v1", b'{"command":"destroyed"}', mark)
    [letter] = wait_for(lambda: letters(installed, mark), 60, "it is on orders.dlq.v1")
    assert letter.value == b'{"command":"destroyed"}'
    assert letter.headers["sg_dlq_code"] == "unreadable" and letter.headers["sg_dlq_attempts"] == "1"
    settled(acme, submitted(orders.direct_ru())["id"], "cleared")
    wait_for(lambda: gateway.metrics()['silkgate_dlq_records_total{topic="orders",reason="unreadable"}'] > before, 60,
             "it is counted")
